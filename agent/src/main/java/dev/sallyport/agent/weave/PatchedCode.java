package dev.sallyport.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The code of one method (JVMS §4.7.3) as it is written anew: what rows weave arrives here as
 * instructions, and what was there before as bytes.
 */
final class PatchedCode extends MethodVisitor {
  private static final int LOAD_0 = 26;
  private static final int STORE_0 = 59;
  private static final int WIDE = 196;
  private static final int LDC_W = 19;

  /** The frames that rows weave, none of which says anything of local variables (§4.7.4). */
  record Frame(int at, int type, String stack) {}

  /** A handler of all that is thrown between two places. */
  record Handler(Label start, Label end, Label handler) {}

  private record Jump(int at, Label target) {}

  final Bytes bytes;
  private final AddedConstants constants;
  private final List<Frame> frames = new ArrayList<>();
  private final List<Handler> handlers = new ArrayList<>();
  private final List<Jump> jumps = new ArrayList<>();
  private final Map<Label, Integer> places = new HashMap<>();

  /** On the stack, in slots, by the method itself: at its start, and in its handlers, nothing. */
  private int below;

  private int depth;
  private final int stackBefore;
  private int stack;
  private int locals;

  /**
   * Of a method.
   *
   * @param stack how much of the stack it took before
   * @param locals how many local variables it had
   */
  PatchedCode(AddedConstants constants, int length, int stack, int locals) {
    super(Opcodes.ASM9);
    this.constants = constants;
    this.bytes = new Bytes(length + 128);
    this.stackBefore = stack;
    this.stack = stack;
    this.locals = locals;
  }

  /** What is woven next begins with whatever the method has on the stack there. */
  void insideMethod() {
    below = stackBefore;
    depth = 0;
  }

  int stack() {
    return stack;
  }

  int locals() {
    return locals;
  }

  List<Frame> frames() {
    return frames;
  }

  List<Handler> handlers() {
    return handlers;
  }

  int placeOf(Label label) {
    Integer place = places.get(label);
    if (place == null) {
      throw new UnusualClass("a label that stands nowhere");
    }
    return place;
  }

  /** Fills in the jumps of what was woven. Once all of it is there. */
  void link() {
    for (int i = 0; i < jumps.size(); i++) {
      Jump jump = jumps.get(i);
      bytes.setU2(jump.at() + 1, placeOf(jump.target()) - jump.at());
    }
  }

  @Override
  public void visitInsn(int opcode) {
    bytes.u1(opcode);
    push(
        switch (opcode) {
          case Opcodes.NOP, Opcodes.SWAP, Opcodes.RETURN -> 0;
          case Opcodes.ACONST_NULL,
              Opcodes.ICONST_0,
              Opcodes.ICONST_1,
              Opcodes.ICONST_2,
              Opcodes.ICONST_3,
              Opcodes.ICONST_4,
              Opcodes.ICONST_5,
              Opcodes.DUP ->
              1;
          case Opcodes.LCONST_0, Opcodes.DUP2 -> 2;
          case Opcodes.POP,
              Opcodes.L2I,
              Opcodes.ISHL,
              Opcodes.IADD,
              Opcodes.IRETURN,
              Opcodes.FRETURN,
              Opcodes.ARETURN,
              Opcodes.ATHROW ->
              -1;
          case Opcodes.LRETURN, Opcodes.DRETURN -> -2;
          default -> throw new UnusualClass("an instruction that no row wove so far");
        });
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    bytes.u1(opcode);
    if (opcode == Opcodes.SIPUSH) {
      bytes.u2(operand);
    } else {
      bytes.u1(operand);
    }
    push(1);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    boolean isStore = opcode >= Opcodes.ISTORE;
    int kind = opcode - (isStore ? Opcodes.ISTORE : Opcodes.ILOAD);
    if (variable < 4) {
      bytes.u1((isStore ? STORE_0 : LOAD_0) + 4 * kind + variable);
    } else if (variable < 0x100) {
      bytes.u1(opcode).u1(variable);
    } else {
      bytes.u1(WIDE).u1(opcode).u2(variable);
    }
    int size =
        kind == Opcodes.LLOAD - Opcodes.ILOAD || kind == Opcodes.DLOAD - Opcodes.ILOAD ? 2 : 1;
    locals = Math.max(locals, variable + size);
    push(isStore ? -size : size);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    bytes.u1(opcode).u2(constants.type(type));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    if (opcode != Opcodes.GETFIELD) {
      throw new UnusualClass("an instruction that no row wove so far");
    }
    bytes.u1(opcode).u2(constants.field(owner, name, descriptor));
    push(Type.getType(descriptor).getSize() - 1);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    int method = constants.method(owner, name, descriptor, isInterface);
    // As if there were a receiver, of which the count that an interface's call has knows too.
    int sizes = Type.getArgumentsAndReturnSizes(descriptor);
    int arguments = sizes >> 2;
    bytes.u1(opcode).u2(method);
    if (opcode == Opcodes.INVOKEINTERFACE) {
      bytes.u1(arguments).u1(0);
    }
    push((sizes & 3) - arguments + (opcode == Opcodes.INVOKESTATIC ? 1 : 0));
  }

  @Override
  public void visitLdcInsn(Object value) {
    int constant;
    if (value instanceof String text) {
      constant = constants.string(text);
    } else if (value instanceof Type type) {
      constant = constants.type(type.getInternalName());
    } else {
      throw new UnusualClass("a constant that no row wove so far");
    }
    if (constant < 0x100) {
      bytes.u1(Opcodes.LDC).u1(constant);
    } else {
      bytes.u1(LDC_W).u2(constant);
    }
    push(1);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    jumps.add(new Jump(bytes.size(), label));
    bytes.u1(opcode).u2(0);
    push(-1);
  }

  @Override
  public void visitLabel(Label label) {
    places.put(label, bytes.size());
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] local,
      int stackCount,
      Object @Nullable [] stack) {
    frames.add(
        new Frame(bytes.size(), type, stackCount == 0 || stack == null ? "" : (String) stack[0]));
    below = 0;
    depth = stackCount;
    push(0);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    handlers.add(new Handler(start, end, handler));
  }

  private void push(int slots) {
    depth += slots;
    stack = Math.max(stack, below + depth);
  }
}
