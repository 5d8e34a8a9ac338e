package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What runs while classes load links no call site: a lambda, a method reference or a concatenation
 * by {@code invokedynamic} loads classes of its own, and the classes of its bootstrap.
 */
class NoLambdaTest {
  private static final Path CLASSES = Path.of("target", "classes", "dev", "sallyport", "agent");

  /** What a record is given by the compiler; nothing that a hook runs calls them. */
  private static final Set<String> OF_RECORDS = Set.of("toString", "hashCode", "equals");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "caller",
        "client",
        "weave",
        "context",
        "credential",
        "enforce",
        "framework",
        "gate",
        "guest/mutiny",
        "guest/reactor",
        "guest/rxjava",
        "reactive"
      })
  void package_thatRunsInHooks_linksNoCallSite(String name) throws IOException {
    assertThat(callSites(CLASSES.resolve(name))).isEmpty();
  }

  @Test
  void package_thatDoesNot_isSeenToDoIt() throws IOException {
    assertThat(callSites(CLASSES.resolve("framework").resolve("sdk"))).isNotEmpty();
  }

  private static Set<String> callSites(Path directory) throws IOException {
    Set<String> found = new TreeSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      new ClassReader(Files.readAllBytes(file)).accept(new CallSites(file, found), 0);
    }
    return found;
  }

  /** Notes the methods of one class that have one. */
  private static final class CallSites extends ClassVisitor {
    private final Path file;
    private final Set<String> found;

    CallSites(Path file, Set<String> found) {
      super(Opcodes.ASM9);
      this.file = file;
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitInvokeDynamicInsn(
            String called, String type, Handle bootstrap, Object... arguments) {
          if (!OF_RECORDS.contains(name)) {
            found.add(file.getFileName() + " " + name);
          }
        }
      };
    }
  }
}
