package dev.sallyport.agent.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves one row before each call of another method.
 *
 * <p>The call's arguments are on the stack by then. They are put away into local variables above
 * those of the method, read for the gate, and put back. No frame (JVMS §4.7.4) knows these
 * variables, and none needs to: there is no branch between putting away and putting back.
 */
final class CallWeaver extends MethodVisitor {
  private final int stamp;
  private final Hook row;
  private final Hook.Callee callee;
  private final boolean isStatic;
  private final Type[] parameters;
  private final int firstFree;
  private final boolean[] found;
  private final int place;

  /**
   * @param access of the method, as its descriptor
   * @param firstFree the first local variable that the method does not use
   * @param found gets true at the row's place once there is such a call
   */
  CallWeaver(
      MethodVisitor method,
      int access,
      String descriptor,
      int stamp,
      Hook row,
      int firstFree,
      boolean[] found,
      int place) {
    super(Opcodes.ASM9, method);
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.parameters = Type.getArgumentTypes(descriptor);
    this.stamp = stamp;
    this.row = row;
    this.callee = row.callee();
    this.firstFree = firstFree;
    this.found = found;
    this.place = place;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (callee.matches(owner, name, descriptor)) {
      found[place] = true;
      weave(Type.getArgumentTypes(descriptor), opcode == Opcodes.INVOKESTATIC);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  private void weave(Type[] arguments, boolean ofStatic) {
    int end = localOf(arguments, arguments.length);
    for (int i = arguments.length - 1; i >= 0; i--) {
      super.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), localOf(arguments, i));
    }
    if (!ofStatic) {
      super.visitVarInsn(Opcodes.ASTORE, end);
    }
    Instructions.pushInt(mv, stamp);
    switch (row.door()) {
      case BEFORE -> check(arguments, end);
      case EXCHANGE -> exchange(arguments, end);
      case ADOPT, CAPTURE -> work(arguments, end);
      default -> throw new IllegalStateException(row.id());
    }
    if (!ofStatic) {
      super.visitVarInsn(Opcodes.ALOAD, end);
    }
    for (int i = 0; i < arguments.length; i++) {
      super.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), localOf(arguments, i));
    }
  }

  private void check(Type[] arguments, int receiver) {
    pushObject(row.a(), arguments, receiver);
    pushObject(row.b(), arguments, receiver);
    pushNumber(row.n(), arguments);
    pushNumber(row.m(), arguments);
    Instructions.call(mv, Door.BEFORE);
    super.visitInsn(Opcodes.POP);
  }

  private void exchange(Type[] arguments, int receiver) {
    pushObject(row.a(), arguments, receiver);
    pushObject(row.b(), arguments, receiver);
    pushObject(row.exchanged(), arguments, receiver);
    Instructions.call(mv, Door.EXCHANGE);
    int argument = row.exchanged().index();
    super.visitTypeInsn(Opcodes.CHECKCAST, arguments[argument].getInternalName());
    super.visitVarInsn(Opcodes.ASTORE, localOf(arguments, argument));
  }

  private void work(Type[] arguments, int receiver) {
    pushObject(row.a(), arguments, receiver);
    Instructions.call(mv, row.door());
  }

  private void pushObject(Operand operand, Type[] arguments, int receiver) {
    switch (operand.kind()) {
      case SELF -> super.visitVarInsn(Opcodes.ALOAD, receiver);
      case ARGUMENT -> super.visitVarInsn(Opcodes.ALOAD, localOf(arguments, operand.index()));
      case CALLER -> super.visitVarInsn(Opcodes.ALOAD, 0);
      case PARAMETER ->
          super.visitVarInsn(
              Opcodes.ALOAD, Instructions.local(parameters, isStatic ? 0 : 1, operand.index()));
      case NOTHING -> super.visitInsn(Opcodes.ACONST_NULL);
      case FIELD, TEXT, RESULT -> throw new IllegalStateException(row.id());
    }
  }

  private void pushNumber(Operand operand, Type[] arguments) {
    switch (operand.kind()) {
      case ARGUMENT -> super.visitVarInsn(Opcodes.ILOAD, localOf(arguments, operand.index()));
      case NOTHING -> super.visitInsn(Opcodes.ICONST_0);
      case SELF, FIELD, TEXT, CALLER, PARAMETER, RESULT ->
          throw new IllegalStateException(row.id());
    }
  }

  private int localOf(Type[] arguments, int index) {
    return Instructions.local(arguments, firstFree, index);
  }
}
