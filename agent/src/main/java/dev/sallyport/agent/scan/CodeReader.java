package dev.sallyport.agent.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Notes the methods of one class file, and whom they call. */
final class CodeReader extends ClassVisitor {
  private final Code code;
  private final String module;
  private final boolean exported;
  private CodeType type;

  CodeReader(Code code, String module, boolean exported) {
    super(Opcodes.ASM9);
    this.code = code;
    this.module = module;
    this.exported = exported;
    this.type = new CodeType(module, "", 0, false);
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    type = new CodeType(module, name, access, exported);
    if (superName != null) {
      type.parents.add(superName);
    }
    if (interfaces != null) {
      type.parents.addAll(List.of(interfaces));
    }
    code.add(type);
  }

  @Override
  public void visitOuterClass(String owner, @Nullable String name, @Nullable String descriptor) {
    type.enclosing = new CodeType.Enclosing(owner, name == null ? null : name.concat(descriptor));
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    CodeMethod method = new CodeMethod(type, name, descriptor, access);
    type.methods.add(method);
    return new Calls(code, method);
  }

  private static final class Calls extends MethodVisitor {
    private final Code code;
    private final CodeMethod caller;

    Calls(Code code, CodeMethod caller) {
      super(Opcodes.ASM9);
      this.code = code;
      this.caller = caller;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      code.add(caller, owner, name.concat(descriptor), opcode == Opcodes.INVOKESPECIAL);
    }

    /** A lambda's body counts as called where the lambda is made. */
    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        constant(argument);
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      constant(value);
    }

    private void constant(Object value) {
      if (value instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
        boolean exact = handle.getTag() == Opcodes.H_INVOKESPECIAL;
        code.add(caller, handle.getOwner(), handle.getName().concat(handle.getDesc()), exact);
      } else if (value instanceof ConstantDynamic constant) {
        for (int i = 0; i < constant.getBootstrapMethodArgumentCount(); i++) {
          constant(constant.getBootstrapMethodArgument(i));
        }
      }
    }
  }
}
