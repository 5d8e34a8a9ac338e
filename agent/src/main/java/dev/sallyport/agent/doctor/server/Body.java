package dev.sallyport.agent.doctor.server;

import dev.sallyport.agent.weave.Hook;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Looks in one class for the body of a method that a policy names, or for why it is not there. */
final class Body extends ClassVisitor {
  private final Hook row;
  private final List<String> parents = new ArrayList<>();
  private final List<String> namesakes = new ArrayList<>();
  private boolean isThere;
  private boolean isBodiless;

  private Body(Hook row) {
    super(Opcodes.ASM9);
    this.row = row;
  }

  /** Looks; null where the class can't be read. */
  static @Nullable Body of(Hook row, byte[] bytes) {
    Body body = new Body(row);
    try {
      new ClassReader(bytes)
          .accept(body, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
    return body;
  }

  boolean isThere() {
    return isThere;
  }

  /** Why it is not, in one line, as far as the class itself tells. */
  String why() {
    if (isBodiless) {
      return "it has no body there: name the class that has it";
    }
    return namesakes.isEmpty()
        ? "the class has no method of that name"
        : "the class has " + String.join(", ", namesakes);
  }

  /** Whether a class that it inherits from may have the body. */
  boolean mayBeInherited() {
    return !isBodiless;
  }

  /** The class and the interfaces that it inherits from, those of the JDK left out. */
  List<String> parents() {
    return parents;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    if (superName != null) {
      addParent(superName);
    }
    for (String one : interfaces == null ? new String[0] : interfaces) {
      addParent(one);
    }
  }

  private void addParent(String name) {
    if (!name.startsWith("java/")) {
      parents.add(name);
    }
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (name.equals(row.method()) && (access & Opcodes.ACC_BRIDGE) == 0) {
      boolean hasBody = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
      isThere |= hasBody && row.matches(name, descriptor);
      isBodiless |= !hasBody && row.matches(name, descriptor);
      namesakes.add(written(name, descriptor));
    }
    return null;
  }

  /** As a policy would have it. */
  private static String written(String name, String descriptor) {
    List<String> parameters = new ArrayList<>();
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      parameters.add(parameter.getClassName());
    }
    return name + '(' + String.join(", ", parameters) + ')';
  }
}
