package dev.sallyport.agent.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves into the bytes of a class, of which all is copied but the methods that rows mean.
 *
 * <p>ASM reads a class as a whole and builds its constants anew. That is most of what weaving takes
 * in a JVM that has compiled nothing yet, where some 40 classes of the JDK are to be woven. Rows
 * weave the same instructions into both; a test compares what becomes of each.
 */
final class ClassPatcher implements MatchedRows.Locals {
  /** What a class has before its interfaces (JVMS §4.1). */
  private static final int FIXED = 6;

  private static final int HEADER = 6;

  /** What a member has before its attributes, and code before its instructions (§4.5, §4.7.3). */
  private static final int MEMBER = 8;

  private static final int CODE = 8;

  private static final int LONGEST_CODE = 0xffff;

  private final ClassFile file;
  private final MatchedRows rows;
  private final AddedConstants constants;
  private final Bytes out;

  /** Up to where the class is copied. */
  private int copied;

  private int locals;

  private ClassPatcher(byte[] bytes, MatchedRows rows) {
    this.file = new ClassFile(bytes);
    this.rows = rows;
    this.constants = new AddedConstants(file.poolCount());
    this.out = new Bytes(bytes.length - file.poolEnd() + 2048);
    this.copied = file.poolEnd();
  }

  /** The class with the rows woven into it; null where ASM is to do that, or to say why not. */
  static byte @Nullable [] patch(byte[] bytes, MatchedRows rows) {
    try {
      return new ClassPatcher(bytes, rows).patch();
    } catch (UnusualClass | IndexOutOfBoundsException unusual) {
      rows.reset();
      return null;
    }
  }

  private byte[] patch() {
    // Before Java 6 there are no frames, and there may be instructions that are no more.
    if ((file.version() & 0xffff) < Opcodes.V1_6) {
      throw new UnusualClass("a class of old");
    }
    String owner = file.className(file.poolEnd() + 2);
    int interfaces = file.poolEnd() + FIXED;
    int at = skipMembers(interfaces + 2 + 2 * file.u2(interfaces));
    int methods = file.u2(at);
    at += 2;
    for (int i = 0; i < methods; i++) {
      at = method(at, owner);
    }
    nested(at);
    out.copy(file.bytes, copied, file.bytes.length);
    Bytes all = new Bytes(file.poolEnd() + constants.bytes().size() + out.size());
    all.copy(file.bytes, 0, file.poolEnd());
    all.setU2(ClassFile.POOL_COUNT, constants.count());
    return all.copy(constants.bytes()).copy(out).toArray();
  }

  private int skipMembers(int at) {
    int count = file.u2(at);
    int next = at + 2;
    for (int i = 0; i < count; i++) {
      next = skipAttributes(next + MEMBER - 2);
    }
    return next;
  }

  private int skipAttributes(int at) {
    int count = file.u2(at);
    int next = at + 2;
    for (int i = 0; i < count; i++) {
      next += HEADER + file.u4(next + 2);
    }
    return next;
  }

  private int method(int at, String owner) {
    boolean isNamed = false;
    for (int i = 0; i < rows.count() && !isNamed; i++) {
      isNamed = file.isText(at + 2, rows.row(i).method());
    }
    int access = file.u2(at);
    if (isNamed && (access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) == 0) {
      String name = file.text(at + 2);
      String descriptor = file.text(at + 4);
      if (rows.mean(access, name, descriptor)) {
        code(codeOf(at), owner, access, name, descriptor);
      }
    }
    return skipAttributes(at + MEMBER - 2);
  }

  private int codeOf(int method) {
    int next = method + MEMBER;
    while (!file.isText(next, "Code")) {
      next += HEADER + file.u4(next + 2);
    }
    return next;
  }

  private void code(int at, String owner, int access, String name, String descriptor) {
    int header = at + HEADER;
    int length = file.u4(header + 4);
    locals = file.u2(header + 2);
    PatchedCode code = new PatchedCode(constants, length, file.u2(header), locals);
    MethodVisitor around = rows.around(code, file.version(), owner, access, name, descriptor, this);
    CodePatcher patcher =
        new CodePatcher(file, constants, code, around, rows.standAtCalls(), header + CODE, length);
    int[] places = patcher.patch();
    if (code.bytes.size() > LONGEST_CODE) {
      throw new UnusualClass("code that would be too long");
    }
    out.copy(file.bytes, copied, header - 4);
    int begin = out.size();
    out.u4(0).u2(code.stack()).u2(code.locals()).u4(code.bytes.size());
    out.copy(code.bytes);
    CodeTables tables = new CodeTables(file, constants, code, places, out);
    tables.attributes(tables.exceptions(header + CODE + length));
    out.setU4(begin, out.size() - begin - 4);
    copied = header + file.u4(header - 4);
  }

  private void nested(int at) {
    int count = file.u2(at);
    int next = at + 2;
    for (int i = 0; i < count; i++) {
      if (rows.moveOn() && file.isText(next, "InnerClasses")) {
        int classes = file.u2(next + HEADER);
        for (int j = 0; j < classes; j++) {
          rows.hasNested(file.className(next + HEADER + 2 + 8 * j));
        }
      }
      next += HEADER + file.u4(next + 2);
    }
  }

  @Override
  public int of(String name, String descriptor) {
    return locals;
  }
}
