package dev.sallyport.agent.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Instructions that every shape of hook has. */
final class Instructions {
  private static final String GATE = "java/lang/SallyportGate";

  private Instructions() {}

  /** Pushes a number without a constant of the pool, for which ASM would load more classes. */
  static void pushInt(MethodVisitor method, int value) {
    if (value >= 0 && value <= 5) {
      method.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      method.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      method.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      short low = (short) value;
      pushInt(method, (value - low) >> Short.SIZE);
      method.visitIntInsn(Opcodes.BIPUSH, Short.SIZE);
      method.visitInsn(Opcodes.ISHL);
      pushInt(method, low);
      method.visitInsn(Opcodes.IADD);
    }
  }

  static void call(MethodVisitor method, Door door) {
    call(method, door.method, door.descriptor);
  }

  static void call(MethodVisitor method, String door, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, GATE, door, descriptor, false);
  }

  /**
   * The local variable of a value.
   *
   * @param values that lie one after another
   * @param first the local variable of the first
   */
  static int local(Type[] values, int first, int index) {
    int local = first;
    for (int i = 0; i < index; i++) {
      local += values[i].getSize();
    }
    return local;
  }
}
