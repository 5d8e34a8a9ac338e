package dev.sallyport.agent.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Instructions that every shape of hook has. */
final class Instructions {
  private static final String GATE = "java/lang/SallyportGate";

  private Instructions() {}

  /** Pushes a number from 0 to {@link Short#MAX_VALUE}. */
  static void pushInt(MethodVisitor method, int value) {
    if (value < 0 || value > Short.MAX_VALUE) {
      method.visitLdcInsn(value);
    } else if (value <= 5) {
      method.visitInsn(Opcodes.ICONST_0 + value);
    } else {
      method.visitIntInsn(value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
    }
  }

  static void call(MethodVisitor method, Door door) {
    call(method, door.method, door.descriptor);
  }

  static void call(MethodVisitor method, String door, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, GATE, door, descriptor, false);
  }
}
