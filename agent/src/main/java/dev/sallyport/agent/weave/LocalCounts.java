package dev.sallyport.agent.weave;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * How many local variables the methods of one class have: what lies above them is free. Read ahead,
 * because a method's code comes before its count.
 */
final class LocalCounts extends ClassVisitor {
  private static final LocalCounts NONE = new LocalCounts();

  private final Map<String, Integer> counts = new HashMap<>();

  private LocalCounts() {
    super(Opcodes.ASM9);
  }

  /** Of that class, or of none where no row needs to know. */
  static LocalCounts in(ClassReader reader, HookTable table, int[] numbers) {
    for (int number : numbers) {
      if (table.row(number).standsAtCalls()) {
        LocalCounts counts = new LocalCounts();
        reader.accept(counts, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return counts;
      }
    }
    return NONE;
  }

  /** The first local variable that the method does not use. */
  int of(String name, String descriptor) {
    return counts.get(name.concat(descriptor));
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new OneMethod(counts, name.concat(descriptor));
  }

  /** Waits for the end of one method. */
  private static final class OneMethod extends MethodVisitor {
    private final Map<String, Integer> counts;
    private final String method;

    OneMethod(Map<String, Integer> counts, String method) {
      super(Opcodes.ASM9);
      this.counts = counts;
      this.method = method;
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      counts.put(method, maxLocals);
    }
  }
}
