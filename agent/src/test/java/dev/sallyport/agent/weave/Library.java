package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The classes of one release of a library, which the build puts into {@code target/lines}. */
final class Library {
  private static final String CLASS = ".class";

  private final String name;
  private final Map<String, byte[]> classes = new TreeMap<>();

  private Library(String name) {
    this.name = name;
  }

  /**
   * A release.
   *
   * @param jars without {@code .jar}
   */
  static Library of(String... jars) {
    Library library = new Library(jars[0]);
    for (String jar : jars) {
      library.read(Path.of("target", "lines", jar + ".jar"));
    }
    return library;
  }

  /**
   * Weaves its classes.
   *
   * @return the rows that were woven
   */
  Set<Hook> weave(List<Hook> rows) {
    HookTable table = HookTable.of(rows);
    Set<Hook> missing = new LinkedHashSet<>();
    WeaveLog log = new WeaveLog(table, (row, failure) -> missing.add(row));
    for (Hook row : rows) {
      byte[] bytes = classes.get(row.owner());
      if (bytes != null) {
        assertThat(
                new Weaver(table, Woven.FEATURE, log)
                    .transform(null, null, row.owner(), null, null, bytes))
            .isNotNull();
      }
    }
    assertThat(missing).isEmpty();
    Set<Hook> woven = new LinkedHashSet<>();
    for (int number = 0; number < rows.size(); number++) {
      if (log.isLive(number)) {
        woven.add(rows.get(number));
      }
    }
    return woven;
  }

  /** The methods that call another, as {@code class.method}. */
  Set<String> callers(Predicate<String> of, Hook.Callee callee) {
    Set<String> callers = new TreeSet<>();
    classes.forEach(
        (type, bytes) -> {
          if (of.test(type)) {
            new ClassReader(bytes).accept(new Calls(type, callee, callers), 0);
          }
        });
    return callers;
  }

  @Override
  public String toString() {
    return name;
  }

  private void read(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (!entry.getName().startsWith("META-INF/") && entry.getName().endsWith(CLASS)) {
          try (InputStream in = file.getInputStream(entry)) {
            String type = entry.getName();
            classes.put(type.substring(0, type.length() - CLASS.length()), in.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes the methods of one class that call another method. */
  private static final class Calls extends ClassVisitor {
    private final String type;
    private final Hook.Callee callee;
    private final Set<String> callers;

    Calls(String type, Hook.Callee callee, Set<String> callers) {
      super(Opcodes.ASM9);
      this.type = type;
      this.callee = callee;
      this.callers = callers;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] thrown) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String given, boolean isInterface) {
          if (callee.matches(owner, called, given)) {
            callers.add(type + "." + method);
          }
        }
      };
    }
  }
}
