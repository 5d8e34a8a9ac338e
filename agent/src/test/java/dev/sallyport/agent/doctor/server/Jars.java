package dev.sallyport.agent.doctor.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files and jars, made up. */
public final class Jars {
  public static final String SDK_SERVER = "io/modelcontextprotocol/server/McpAsyncServer";

  private static final String[] SDK_HANDLERS = {
    "toolsCallRequestHandler",
    "toolsListRequestHandler",
    "resourcesReadRequestHandler",
    "resourcesListRequestHandler",
    "resourceTemplateListRequestHandler",
    "promptsGetRequestHandler",
    "promptsListRequestHandler",
  };

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private Jars() {}

  /** A jar, to be filled. */
  public static Jars jar() {
    return new Jars();
  }

  public Jars with(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  public byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** The SDK's class that has its handlers; what a later line added is not among them. */
  public static byte[] sdkServer() {
    return sdkServerWithout("");
  }

  /** The same, where a line has lost one. */
  public static byte[] sdkServerWithout(String lost) {
    ClassWriter type = type(SDK_SERVER, "java/lang/Object");
    for (String handler : SDK_HANDLERS) {
      if (!handler.equals(lost)) {
        method(type, Opcodes.ACC_PRIVATE, handler, "()Ljava/lang/Object;");
      }
    }
    return type.toByteArray();
  }

  public static ClassWriter type(String name, String parent, String... interfaces) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, parent, interfaces);
    return type;
  }

  /** With a body, unless {@code access} says otherwise; it throws. */
  public static void method(ClassWriter type, int access, String name, String descriptor) {
    MethodVisitor method = type.visitMethod(access, name, descriptor, null, null);
    if ((access & Opcodes.ACC_ABSTRACT) == 0) {
      method.visitCode();
      method.visitInsn(Opcodes.ACONST_NULL);
      method.visitInsn(Opcodes.ATHROW);
      method.visitMaxs(0, 0);
    }
    method.visitEnd();
  }
}
