package dev.sallyport.agent.weave;

import dev.sallyport.agent.enforce.Denial;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves one row into one method.
 *
 * <p>Frames are written by hand in their compressed form (JVMS §4.7.4): on entry nothing is on the
 * stack and the locals are the parameters, which is what a same-frame says.
 */
final class MethodWeaver extends MethodVisitor {
  private final String owner;
  private final boolean isStatic;
  private final boolean isConstructor;
  private final Type[] parameters;
  private final Type result;
  private final boolean hasFrames;
  private final int stamp;
  private final Hook row;
  private final Label bodyStart = new Label();
  private final Label bodyEnd = new Label();

  /**
   * @param version of the class: before 50 it has no frames (JVMS §4.10)
   */
  MethodWeaver(
      MethodVisitor method,
      int version,
      String owner,
      int access,
      String descriptor,
      int stamp,
      Hook row) {
    super(Opcodes.ASM9, method);
    this.hasFrames = (version & 0xffff) >= Opcodes.V1_6;
    this.owner = owner;
    this.isConstructor = row.method().equals("<init>");
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.parameters = Type.getArgumentTypes(descriptor);
    this.result = Type.getReturnType(descriptor);
    this.stamp = stamp;
    this.row = row;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    switch (row.door()) {
      case CHECK -> check();
      case EXCHANGE -> exchange();
      case SEND -> send();
      case CAPTURE, REGISTER -> {
        // Before its superclass's, a constructor's object may not be passed (JVMS §4.10.1.9).
        if (!isConstructor) {
          work();
        }
      }
      case DISCARD, ADOPT -> work();
      case SCOPE, RESUME -> {
        work();
        super.visitLabel(bodyStart);
      }
      case DISPATCH -> dispatch();
      case BEFORE, VERIFY, REPLACE, INHERIT -> {}
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      beforeReturn();
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    switch (row.door()) {
      case SCOPE, RESUME -> endOnThrow();
      case DISPATCH -> failOnThrow();
      default -> {}
    }
    super.visitMaxs(maxStack, maxLocals);
  }

  private void check() {
    pushCheck();
    call(Door.CHECK);
    if (!row.denied().isValue()) {
      super.visitInsn(Opcodes.POP);
      return;
    }
    Label allowed = new Label();
    super.visitJumpInsn(Opcodes.IFEQ, allowed);
    pushDenialValue();
    super.visitInsn(result.getOpcode(Opcodes.IRETURN));
    super.visitLabel(allowed);
    if (hasFrames) {
      super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }
    // The body may begin with a frame of its own, and no two frames may stand at one offset.
    super.visitInsn(Opcodes.NOP);
  }

  private void beforeReturn() {
    switch (row.door()) {
      case VERIFY -> verify();
      case REPLACE -> replace();
      case SCOPE, RESUME -> end();
      case DISPATCH -> answered();
      case CAPTURE, REGISTER -> {
        if (isConstructor) {
          work();
        }
      }
      case INHERIT -> inherit();
      case CHECK, BEFORE, EXCHANGE, SEND, DISCARD, ADOPT -> {}
    }
  }

  private void verify() {
    if (row.b().kind() == Operand.Kind.RESULT || row.n().kind() == Operand.Kind.RESULT) {
      if (result.getSort() == Type.LONG) {
        super.visitInsn(Opcodes.DUP2);
        super.visitInsn(Opcodes.L2I);
      } else {
        super.visitInsn(Opcodes.DUP);
      }
      pushCheckAround();
    } else {
      pushCheck();
    }
    call(Door.VERIFY);
  }

  private void replace() {
    pushUnder(stamp);
    pushObject(row.a());
    super.visitInsn(Opcodes.SWAP);
    call(Door.REPLACE);
    super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
  }

  private void exchange() {
    pushInt(stamp);
    pushObject(row.a());
    pushObject(row.b());
    pushObject(row.exchanged());
    call(Door.EXCHANGE);
    int argument = row.exchanged().index();
    String type = parameters[argument].getInternalName();
    if (row.denied().isValue()) {
      returnUnless(type);
    }
    super.visitTypeInsn(Opcodes.CHECKCAST, type);
    super.visitVarInsn(Opcodes.ASTORE, localOf(argument));
  }

  /** Answers the caller with what is not of that type. */
  private void returnUnless(String type) {
    Label allowed = new Label();
    super.visitInsn(Opcodes.DUP);
    super.visitTypeInsn(Opcodes.INSTANCEOF, type);
    super.visitJumpInsn(Opcodes.IFNE, allowed);
    if (result.getSort() == Type.VOID) {
      super.visitInsn(Opcodes.POP);
    } else {
      super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
    }
    super.visitInsn(result.getOpcode(Opcodes.IRETURN));
    super.visitLabel(allowed);
    super.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
  }

  private void send() {
    pushInt(stamp);
    pushObject(row.a());
    super.visitVarInsn(Opcodes.LLOAD, localOf(row.b().index()));
    pushNumber(row.n());
    call(Door.SEND);
  }

  private void work() {
    pushInt(stamp);
    pushObject(row.a());
    call(row.door());
  }

  private void inherit() {
    pushInt(stamp);
    pushObject(row.a());
    pushNumber(row.n());
    call(Door.INHERIT);
  }

  private void end() {
    pushInt(stamp);
    Instructions.call(mv, "end", "(I)V");
  }

  private void dispatch() {
    pushInt(stamp);
    pushObject(row.a());
    pushObject(row.b());
    if (isObject(result)) {
      super.visitLdcInsn(result);
    } else {
      super.visitInsn(Opcodes.ACONST_NULL);
    }
    call(Door.DISPATCH);
    if (isObject(result)) {
      Label allowed = new Label();
      super.visitInsn(Opcodes.DUP);
      super.visitJumpInsn(Opcodes.IFNULL, allowed);
      answer();
      super.visitLabel(allowed);
      if (hasFrames) {
        super.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
      }
    }
    super.visitInsn(Opcodes.POP);
    super.visitLabel(bodyStart);
    // The body may be one return, which begins with the call of a door, or with a frame.
    super.visitInsn(Opcodes.NOP);
  }

  /** What it throws comes to {@link #failOnThrow}, as what the body throws. */
  private void answered() {
    if (isObject(result)) {
      pushUnder(stamp);
    } else {
      pushInt(stamp);
      super.visitInsn(Opcodes.ACONST_NULL);
    }
    Instructions.call(mv, "answered", "(ILjava/lang/Object;)Ljava/lang/Object;");
    if (isObject(result)) {
      super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
    } else {
      super.visitInsn(Opcodes.POP);
    }
  }

  private void failOnThrow() {
    catchAll();
    pushUnder(stamp);
    Instructions.call(mv, "failed", "(ILjava/lang/Throwable;)Ljava/lang/Object;");
    if (isObject(result)) {
      answer();
    } else {
      // Never reached: where there is nothing to answer with, the door throws.
      super.visitInsn(Opcodes.POP);
      super.visitInsn(Opcodes.ACONST_NULL);
      super.visitInsn(Opcodes.ATHROW);
    }
  }

  private void answer() {
    super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
    super.visitInsn(Opcodes.ARETURN);
  }

  private static boolean isObject(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
  }

  private void endOnThrow() {
    catchAll();
    end();
    super.visitInsn(Opcodes.ATHROW);
  }

  /** The body ends, and what it throws lies on the stack. */
  private void catchAll() {
    super.visitLabel(bodyEnd);
    super.visitTryCatchBlock(bodyStart, bodyEnd, bodyEnd, null);
    // No locals: the body may have reused the parameters' slots for anything.
    if (hasFrames) {
      super.visitFrame(Opcodes.F_FULL, 0, null, 1, new Object[] {"java/lang/Throwable"});
    }
  }

  private void pushCheck() {
    pushInt(stamp);
    pushObject(row.a());
    pushObject(row.b());
    pushNumber(row.n());
    pushNumber(row.m());
  }

  /**
   * Puts the operands around the result on the stack. Never by way of a local: a body that returns
   * inside {@code try} may need any of them in its handler.
   */
  private void pushCheckAround() {
    pushUnder(stamp);
    pushObject(row.a());
    super.visitInsn(Opcodes.SWAP);
    if (row.b().kind() == Operand.Kind.RESULT) {
      pushNumber(row.n());
    } else {
      pushObject(row.b());
      super.visitInsn(Opcodes.SWAP);
    }
    pushNumber(row.m());
  }

  private void pushUnder(int value) {
    pushInt(value);
    super.visitInsn(Opcodes.SWAP);
  }

  private void pushObject(Operand operand) {
    switch (operand.kind()) {
      case SELF -> super.visitVarInsn(Opcodes.ALOAD, 0);
      case ARGUMENT -> pushArgument(operand.index());
      case FIELD -> {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitFieldInsn(Opcodes.GETFIELD, owner, operand.name(), operand.descriptor());
      }
      case TEXT -> super.visitLdcInsn(operand.name());
      case NOTHING -> super.visitInsn(Opcodes.ACONST_NULL);
      case CALLER, PARAMETER, RESULT -> throw new IllegalStateException(row.id());
    }
  }

  private void pushArgument(int index) {
    if (parameters[index].getSort() == Type.LONG) {
      super.visitVarInsn(Opcodes.LLOAD, localOf(index));
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, "java/lang/Long", "valueOf", "(J)Ljava/lang/Long;", false);
    } else if (isObject(parameters[index])) {
      super.visitVarInsn(Opcodes.ALOAD, localOf(index));
    } else {
      throw new IllegalStateException(row.id().concat(" is given what is no object"));
    }
  }

  private void pushNumber(Operand operand) {
    switch (operand.kind()) {
      case ARGUMENT -> super.visitVarInsn(Opcodes.ILOAD, localOf(operand.index()));
      case NOTHING -> super.visitInsn(Opcodes.ICONST_0);
      case SELF, FIELD, TEXT, CALLER, PARAMETER, RESULT ->
          throw new IllegalStateException(row.id());
    }
  }

  private void pushDenialValue() {
    if (row.denied() == Denial.ERRNO) {
      pushInt(Denial.EACCES);
    } else if (row.denied() == Denial.NULL) {
      super.visitInsn(Opcodes.ACONST_NULL);
    } else {
      super.visitInsn(result.getSort() == Type.LONG ? Opcodes.LCONST_0 : Opcodes.ICONST_0);
    }
  }

  private void pushInt(int value) {
    Instructions.pushInt(mv, value);
  }

  private void call(Door door) {
    Instructions.call(mv, door);
  }

  private int localOf(int index) {
    return Instructions.local(parameters, isStatic ? 0 : 1, index);
  }
}
