package dev.sallyport.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
final class LocalCounts extends ClassVisitor implements MatchedRows.Locals {
  private final List<Hook> rows = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private LocalCounts() {
    super(Opcodes.ASM9);
  }

  /** Of the methods of that class whose rows need to know. */
  static LocalCounts in(ClassReader reader, MatchedRows rows) {
    LocalCounts counts = new LocalCounts();
    for (int i = 0; i < rows.count(); i++) {
      if (rows.row(i).standsAtCalls()) {
        counts.rows.add(rows.row(i));
      }
    }
    if (!counts.rows.isEmpty()) {
      reader.accept(counts, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
    return counts;
  }

  @Override
  public int of(String name, String descriptor) {
    return counts.get(name.concat(descriptor));
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    for (Hook row : rows) {
      if (row.matches(name, descriptor)) {
        return new OneMethod(counts, name.concat(descriptor));
      }
    }
    return null;
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
