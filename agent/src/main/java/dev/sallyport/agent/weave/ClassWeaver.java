package dev.sallyport.agent.weave;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds the methods of one class that rows name. */
final class ClassWeaver extends ClassVisitor {
  private final MatchedRows rows;
  private final LocalCounts locals;

  /** The methods that rows name: most of a class are none of them. */
  private final Set<String> names = new HashSet<>();

  private int classVersion;
  private String owner = "";

  ClassWeaver(ClassWriter writer, MatchedRows rows, LocalCounts locals) {
    super(Opcodes.ASM9, writer);
    this.rows = rows;
    this.locals = locals;
    for (int i = 0; i < rows.count(); i++) {
      names.add(rows.row(i).method());
    }
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    classVersion = version;
    owner = name;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public void visitInnerClass(
      String name, @Nullable String outerName, @Nullable String innerName, int access) {
    rows.hasNested(name);
    super.visitInnerClass(name, outerName, innerName, access);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
    return (access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0 || !names.contains(name)
        ? method
        : rows.around(method, classVersion, owner, access, name, descriptor, locals);
  }
}
