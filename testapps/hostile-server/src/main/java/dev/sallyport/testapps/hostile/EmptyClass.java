package dev.sallyport.testapps.hostile;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The bytes of a class that has nothing in it (JVMS §4). */
final class EmptyClass {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int JAVA_17 = 61;
  private static final int CONSTANT_UTF8 = 1;
  private static final int CONSTANT_CLASS = 7;
  private static final int PUBLIC_SUPER = 0x21;

  private EmptyClass() {}

  /** A class of that internal name. */
  static byte[] named(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeInt(JAVA_17);
    out.writeShort(5);
    constant(out, 2, name);
    constant(out, 4, "java/lang/Object");
    out.writeShort(PUBLIC_SUPER);
    out.writeShort(1);
    out.writeShort(3);
    // No interfaces, fields, methods or attributes.
    out.writeLong(0);
    return bytes.toByteArray();
  }

  private static void constant(DataOutputStream out, int text, String name) throws IOException {
    out.writeByte(CONSTANT_CLASS);
    out.writeShort(text);
    out.writeByte(CONSTANT_UTF8);
    out.writeUTF(name);
  }
}
