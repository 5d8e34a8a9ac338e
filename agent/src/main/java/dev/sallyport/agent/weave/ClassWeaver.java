package dev.sallyport.agent.weave;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds the methods of one class that rows name, and notes which rows were woven. */
final class ClassWeaver extends ClassVisitor {
  private final HookTable table;
  private final int feature;
  private final int[] numbers;
  private final LocalCounts locals;
  private final boolean[] found;

  /** The methods that rows name: most of a class are none of them. */
  private final Set<String> names = new HashSet<>();

  private int classVersion;
  private String owner = "";

  ClassWeaver(ClassWriter writer, HookTable table, int feature, int[] numbers, LocalCounts locals) {
    super(Opcodes.ASM9, writer);
    this.table = table;
    this.locals = locals;
    this.feature = feature;
    this.numbers = numbers;
    this.found = new boolean[numbers.length];
    for (int number : numbers) {
      names.add(table.row(number).method());
    }
  }

  /** Whether the i-th of the rows found its method, or the class that has it instead. */
  boolean found(int i) {
    return found[i];
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
    for (int i = 0; i < numbers.length; i++) {
      if (table.row(numbers[i]).movedTo().equals(name)) {
        found[i] = true;
      }
    }
    super.visitInnerClass(name, outerName, innerName, access);
  }

  /** A call would be decided twice: a bridge (JLS §15.12.4.5) calls the method that was written. */
  private static boolean isOnlyBridge(Hook row, int access) {
    return row.door() == Door.DISPATCH && (access & Opcodes.ACC_BRIDGE) != 0;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
    if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0 || !names.contains(name)) {
      return method;
    }
    // The first row is the innermost visitor, and so stands nearest to the method's start.
    for (int i = 0; i < numbers.length; i++) {
      Hook row = table.row(numbers[i]);
      if (row.matches(name, descriptor) && row.appliesTo(feature) && !isOnlyBridge(row, access)) {
        if (row.standsAtCalls()) {
          method =
              new CallWeaver(
                  method,
                  access,
                  descriptor,
                  table.stamp(numbers[i]),
                  row,
                  locals.of(name, descriptor),
                  found,
                  i);
        } else {
          found[i] = true;
          method =
              new MethodWeaver(
                  method, classVersion, owner, access, descriptor, table.stamp(numbers[i]), row);
        }
      }
    }
    return method;
  }
}
