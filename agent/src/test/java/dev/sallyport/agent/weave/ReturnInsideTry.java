package dev.sallyport.agent.weave;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class of the toy's name whose one method has its return inside the range of a handler, and in
 * that handler answers a local. javac ends the range just before the return; other compilers need
 * not (JVMS §4.10).
 */
final class ReturnInsideTry {
  static final String CAUGHT = "caught";

  private ReturnInsideTry() {}

  static byte[] bytes() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC,
        Woven.TOY,
        null,
        "java/lang/Object",
        /* interfaces= */ null);
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "get",
            "(Ljava/util/function/Supplier;)Ljava/lang/Object;",
            null,
            null);
    Label start = new Label();
    Label end = new Label();
    method.visitCode();
    method.visitTryCatchBlock(start, end, end, "java/lang/IllegalStateException");
    method.visitLdcInsn(CAUGHT);
    method.visitVarInsn(Opcodes.ASTORE, 1);
    method.visitLabel(start);
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitMethodInsn(
        Opcodes.INVOKEINTERFACE,
        "java/util/function/Supplier",
        "get",
        "()Ljava/lang/Object;",
        /* isInterface= */ true);
    method.visitInsn(Opcodes.ARETURN);
    method.visitLabel(end);
    method.visitInsn(Opcodes.POP);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "java/lang/String", "trim", "()Ljava/lang/String;", false);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
