package dev.sallyport.agent.weave;

import java.nio.charset.StandardCharsets;

/** A class file (JVMS §4) as it lies there: its constants are found, and none is read ahead. */
final class ClassFile {
  /** By the tag of a constant: how many bytes follow it (JVMS §4.4); of a text, those before it. */
  private static final byte[] SIZES = {
    0, 2, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  /** After the magic number and both versions. */
  static final int POOL_COUNT = 8;

  final byte[] bytes;

  /** Where each constant begins, behind its tag. */
  private final int[] constants;

  private final int poolEnd;

  ClassFile(byte[] bytes) {
    this.bytes = bytes;
    this.constants = new int[u2(POOL_COUNT)];
    int at = POOL_COUNT + 2;
    for (int i = 1; i < constants.length; i++) {
      int tag = bytes[at++];
      constants[i] = at;
      at += tag == UTF8 ? 2 + u2(at) : SIZES[tag];
      if (tag == LONG || tag == DOUBLE) {
        i++;
      }
    }
    this.poolEnd = at;
  }

  /** The class file format's version; minor ones in the upper half, as ASM has it. */
  int version() {
    return u4(4);
  }

  int poolCount() {
    return constants.length;
  }

  /** Where the class itself begins: its access flags. */
  int poolEnd() {
    return poolEnd;
  }

  int u1(int at) {
    return bytes[at] & 0xff;
  }

  int u2(int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  int s2(int at) {
    return bytes[at] << 8 | (bytes[at + 1] & 0xff);
  }

  int u4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }

  /** Where the constant lies that the index there names, behind its tag. */
  int constant(int indexAt) {
    return constants[u2(indexAt)];
  }

  /** The name of the class that the index there names. */
  String className(int indexAt) {
    return text(constant(indexAt));
  }

  /**
   * The text that the index there names.
   *
   * @throws UnusualClass where it is not ASCII
   */
  String text(int indexAt) {
    int at = constant(indexAt);
    int length = u2(at);
    for (int i = at + 2; i < at + 2 + length; i++) {
      if (bytes[i] < 0) {
        throw new UnusualClass("a text that is not ASCII");
      }
    }
    return new String(bytes, at + 2, length, StandardCharsets.ISO_8859_1);
  }

  /**
   * Whether the index there names that text.
   *
   * @throws UnusualClass where it is not ASCII
   */
  boolean isText(int indexAt, String text) {
    int at = constant(indexAt);
    int length = text.length();
    // The encoding never takes fewer bytes than there are characters (JVMS §4.4.7).
    if (u2(at) < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char one = text.charAt(i);
      if (one >= 0x80) {
        throw new UnusualClass("a text that is not ASCII");
      }
      if (bytes[at + 2 + i] != one) {
        return false;
      }
    }
    return u2(at) == length;
  }
}
