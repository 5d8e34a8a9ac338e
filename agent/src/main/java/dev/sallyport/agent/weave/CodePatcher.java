package dev.sallyport.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the code of one method anew, with what rows weave between its instructions.
 *
 * <p>What was there keeps its order and its constants, and only moves: jumps, and all that names an
 * instruction by its place, are told where it is now.
 */
final class CodePatcher {
  /**
   * How long each instruction is (JVMS §6.5), by opcode, as digits; 0 where that depends, or where
   * no compiler has written it since Java 7.
   */
  private static final String LENGTHS =
      "1111111111111111" // nop to dconst_1, and below
          + "23233" // bipush to ldc2_w
          + "22222" // iload to aload
          + "11111111111111111111" // iload_0 to aload_3
          + "11111111" // iaload to saload
          + "22222" // istore to astore
          + "11111111111111111111" // istore_0 to astore_3
          + "11111111" // iastore to sastore
          + "111111111" // pop to swap
          + "111111111111111111111111111111111111" // iadd to lxor
          + "3" // iinc
          + "111111111111111" // i2l to i2s
          + "11111" // lcmp to dcmpg
          + "33333333333333" // ifeq to if_acmpne
          + "3000" // goto, jsr, ret, tableswitch
          + "0" // lookupswitch
          + "111111" // ireturn to return
          + "3333" // getstatic to putfield
          + "33355" // invokevirtual to invokedynamic
          + "323" // new to anewarray
          + "11" // arraylength, athrow
          + "33" // checkcast, instanceof
          + "11" // monitorenter, monitorexit
          + "04" // wide, multianewarray
          + "33" // ifnull, ifnonnull
          + "50"; // goto_w, jsr_w

  private static final int JSR_W = 201;
  private static final int WIDE = 196;
  private static final int GOTO_W = 200;
  private static final int IINC_WIDE = 6;
  private static final int OTHER_WIDE = 4;

  private record Jump(int at, int from, int target, boolean isWide) {}

  private final ClassFile file;
  private final AddedConstants constants;
  private final PatchedCode out;

  /** The rows around {@link #out}. */
  private final MethodVisitor rows;

  private final boolean standAtCalls;
  private final int start;
  private final int[] places;
  private final List<Jump> jumps = new ArrayList<>();

  /**
   * Of one method.
   *
   * @param rows around what it is written to
   * @param standAtCalls whether any of them does
   * @param start where its first instruction is
   * @param length how many bytes its instructions are
   */
  CodePatcher(
      ClassFile file,
      AddedConstants constants,
      PatchedCode out,
      MethodVisitor rows,
      boolean standAtCalls,
      int start,
      int length) {
    this.file = file;
    this.constants = constants;
    this.out = out;
    this.rows = rows;
    this.standAtCalls = standAtCalls;
    this.start = start;
    this.places = new int[length + 1];
  }

  /**
   * Writes all instructions.
   *
   * @return by where an instruction was, where it is, with what is woven before it
   */
  int[] patch() {
    int length = places.length - 1;
    rows.visitCode();
    int at = 0;
    while (at < length) {
      places[at] = out.bytes.size();
      at += copy(at, file.u1(start + at));
    }
    places[length] = out.bytes.size();
    rows.visitMaxs(0, 0);
    out.link();
    link();
    return places;
  }

  /** Writes one instruction, and says how long it was. */
  private int copy(int at, int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      out.insideMethod();
      rows.visitInsn(opcode);
      return 1;
    }
    if (standAtCalls && opcode >= Opcodes.INVOKEVIRTUAL && opcode <= Opcodes.INVOKEINTERFACE) {
      return call(at, opcode);
    }
    if ((opcode >= Opcodes.IFEQ && opcode <= Opcodes.GOTO)
        || opcode == Opcodes.IFNULL
        || opcode == Opcodes.IFNONNULL) {
      jump(out.bytes.size(), at + file.s2(start + at + 1), opcode);
      return 3;
    }
    return switch (opcode) {
      case Opcodes.TABLESWITCH -> tableSwitch(at);
      case Opcodes.LOOKUPSWITCH -> lookupSwitch(at);
      case GOTO_W -> {
        int from = out.bytes.size();
        out.bytes.u1(opcode);
        wideJump(from, at, at + 1);
        yield 5;
      }
      case WIDE -> copyBytes(at, file.u1(start + at + 1) == Opcodes.IINC ? IINC_WIDE : OTHER_WIDE);
      default -> {
        int size = opcode <= JSR_W ? LENGTHS.charAt(opcode) - '0' : 0;
        if (size == 0) {
          throw new UnusualClass("an instruction of old");
        }
        yield copyBytes(at, size);
      }
    };
  }

  private int copyBytes(int at, int size) {
    out.bytes.copy(file.bytes, start + at, start + at + size);
    return size;
  }

  private int call(int at, int opcode) {
    int method = start + at + 1;
    int member = file.constant(method);
    int nameAndType = file.constant(member + 2);
    String owner = file.className(member);
    String name = file.text(nameAndType);
    String descriptor = file.text(nameAndType + 2);
    boolean isInterface = file.bytes[member - 1] == AddedConstants.INTERFACE_METHOD;
    constants.isMethod(owner, name, descriptor, isInterface, file.u2(method));
    out.insideMethod();
    rows.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    return opcode == Opcodes.INVOKEINTERFACE ? 5 : 3;
  }

  private void jump(int from, int target, int opcode) {
    jumps.add(new Jump(from + 1, from, target, /* isWide= */ false));
    out.bytes.u1(opcode).u2(0);
  }

  /**
   * One of four bytes.
   *
   * @param from where the instruction is that jumps
   * @param at where that was
   * @param operand where it has how far
   */
  private void wideJump(int from, int at, int operand) {
    jumps.add(new Jump(out.bytes.size(), from, at + file.u4(start + operand), /* isWide= */ true));
    out.bytes.u4(0);
  }

  private int tableSwitch(int at) {
    int from = out.bytes.size();
    int operands = beginSwitch(at);
    int count = file.u4(start + operands + 8) - file.u4(start + operands + 4) + 1;
    wideJump(from, at, operands);
    copyBytes(operands + 4, 8);
    for (int i = 0; i < count; i++) {
      wideJump(from, at, operands + 12 + 4 * i);
    }
    return operands + 12 + 4 * count - at;
  }

  private int lookupSwitch(int at) {
    int from = out.bytes.size();
    int operands = beginSwitch(at);
    int count = file.u4(start + operands + 4);
    wideJump(from, at, operands);
    copyBytes(operands + 4, 4);
    for (int i = 0; i < count; i++) {
      int pair = operands + 8 + 8 * i;
      copyBytes(pair, 4);
      wideJump(from, at, pair + 4);
    }
    return operands + 8 + 8 * count - at;
  }

  /** Writes the opcode, and fills up to a multiple of four; says where the operands were. */
  private int beginSwitch(int at) {
    out.bytes.u1(file.u1(start + at));
    while (out.bytes.size() % 4 != 0) {
      out.bytes.u1(0);
    }
    return (at + 4) / 4 * 4;
  }

  private void link() {
    for (int i = 0; i < jumps.size(); i++) {
      Jump jump = jumps.get(i);
      int far = places[jump.target()] - jump.from();
      if (jump.isWide()) {
        out.bytes.setU4(jump.at(), far);
      } else if (far == (short) far) {
        out.bytes.setU2(jump.at(), far);
      } else {
        throw new UnusualClass("a jump that would be too far");
      }
    }
  }
}
