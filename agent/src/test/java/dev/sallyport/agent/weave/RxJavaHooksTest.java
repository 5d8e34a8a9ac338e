package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The rows for RxJava are text, so they are held against each of its lines. */
class RxJavaHooksTest {
  private static final String RX = "io/reactivex/rxjava3/";
  private static final String PLUGINS = RX + "plugins/RxJavaPlugins";

  /** Of an operator that they make for it, which asks its source by the plugins. */
  private static final String OF_OPERATORS = RX + "internal/operators/";

  @ParameterizedTest
  @ValueSource(strings = {"3.0.13", "3.1.12"})
  void weaver_ofEachLine_findsEveryRow(String line) throws IOException {
    HookTable table = HookTable.of(RxJavaHooks.rows());
    Set<String> missing = new TreeSet<>();
    WeaveLog log = new WeaveLog(table, (row, failure) -> missing.add(row.id() + failure));
    Map<String, byte[]> classes = classes(line);
    Set<String> owners = RxJavaHooks.rows().stream().map(Hook::owner).collect(Collectors.toSet());
    for (String owner : owners) {
      assertThat(classes).containsKey(owner);
      assertThat(
              new Weaver(table, /* feature= */ 21, log)
                  .transform(null, null, owner, null, null, classes.get(owner)))
          .isNotNull();
    }

    assertThat(missing).isEmpty();
    for (int number = 0; number < table.rows().size(); number++) {
      assertThat(log.isLive(number)).as(table.row(number).id()).isTrue();
    }
  }

  /** Or else a chain would reach its source unseen. */
  @ParameterizedTest
  @ValueSource(strings = {"3.0.13", "3.1.12"})
  void subscription_comesByThePlugins(String line) throws IOException {
    Set<String> all = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (byte[] type : classes(line).values()) {
      all.addAll(callers(type, "subscribeActual"));
      seen.addAll(callers(type, "onSubscribe"));
    }

    assertThat(all).hasSize(5);
    assertThat(seen).containsAll(all);
  }

  /** Operators' observers are left alone, so no operator may emit to more than one of them. */
  @ParameterizedTest
  @ValueSource(strings = {"3.0.13", "3.1.12"})
  void operator_thatObservesItself_isOneThatIsKnownToBeShared(String line) throws IOException {
    Set<String> shared = new TreeSet<>();
    for (Map.Entry<String, byte[]> type : classes(line).entrySet()) {
      ClassReader reader = new ClassReader(type.getValue());
      if (reader.getSuperName().endsWith("WithUpstream") && reader.getInterfaces().length > 0) {
        for (String one : reader.getInterfaces()) {
          if (one.endsWith("Observer") || one.endsWith("Subscriber")) {
            shared.add(type.getKey().substring(type.getKey().lastIndexOf('/') + 1));
          }
        }
      }
    }

    assertThat(shared).containsExactly("FlowableCache", "ObservableCache");
  }

  /** The methods of a class that call another, of a source of any kind or of the plugins. */
  private static Set<String> callers(byte[] bytes, String called) {
    Set<String> callers = new TreeSet<>();
    ClassReader reader = new ClassReader(bytes);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String method, String given, boolean isInterface) {
                if (method.equals(called)
                    && !owner.startsWith(OF_OPERATORS)
                    && (owner.equals(PLUGINS) || !called.equals("onSubscribe"))) {
                  callers.add(reader.getClassName() + '.' + name + descriptor);
                }
              }
            };
          }
        },
        0);
    return callers;
  }

  private static Map<String, byte[]> classes(String line) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    Path jar = Path.of("target", "lines", "rxjava-" + line + ".jar");
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> entries = file.stream().toList();
      for (JarEntry entry : entries) {
        String name = entry.getName();
        if (name.startsWith("io/reactivex/") && name.endsWith(".class")) {
          try (InputStream in = file.getInputStream(entry)) {
            classes.put(name.substring(0, name.length() - ".class".length()), in.readAllBytes());
          }
        }
      }
    }
    assertThat(classes).containsKey(PLUGINS);
    return classes;
  }
}
