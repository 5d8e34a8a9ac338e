package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.enforce.Denial;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of a JVM, and what is made of its refusals. */
class InstallationTest {
  private static final int FEATURE = Runtime.version().feature();
  private static final Operand NOTHING = new Operand(Operand.Kind.NOTHING, 0, "", "");

  private final HookTable table =
      HookTable.of(
          new Rows()
              .in("java/lang/Runtime")
              .check("gc", "()V", Check.FILE_STAT, Denial.SECURITY, NOTHING)
              .in("java/lang/Process")
              .check("isAlive", "()Z", Check.FILE_STAT, Denial.SECURITY, NOTHING)
              .in("java/lang/Math")
              .jdk(FEATURE + 1, 0)
              .check("abs", "(I)I", Check.FILE_STAT, Denial.SECURITY, NOTHING)
              .rows());
  private final List<String> missing = new ArrayList<>();
  private final WeaveLog log = new WeaveLog(table, (hook, failure) -> missing.add(hook.id()));
  private final List<List<Class<?>>> asked = new ArrayList<>();

  @Test
  void classes_thatAreLoaded_areRetransformedAtOnce_withoutThoseOfOtherReleases() {
    new Installation(jvm(), table, FEATURE, log).install();

    assertThat(asked)
        .singleElement()
        .satisfies(all -> assertThat(all).containsExactlyInAnyOrder(Runtime.class, Process.class));
    assertThat(missing).isEmpty();
  }

  @Test
  void oneThatIsRejected_doesNotTakeTheOthersWithIt() {
    new Installation(jvm(Process.class), table, FEATURE, log).install();

    assertThat(asked).contains(List.of(Runtime.class), List.of(Process.class));
    assertThat(missing).containsExactly("Process.isAlive");
    assertThat(log.isMissing(0)).isFalse();
    assertThat(log.isMissing(1)).isTrue();
  }

  private Instrumentation jvm(Class<?>... rejected) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            InstallationTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "addTransformer" -> {
                    assertThat(arguments[0]).isInstanceOf(ClassFileTransformer.class);
                    yield null;
                  }
                  case "getAllLoadedClasses" ->
                      new Class<?>[] {Runtime.class, String.class, Process.class, Math.class};
                  case "retransformClasses" -> {
                    List<Class<?>> classes = List.of((Class<?>[]) arguments[0]);
                    asked.add(classes);
                    if (classes.stream().anyMatch(List.of(rejected)::contains)) {
                      throw new UnmodifiableClassException("as told");
                    }
                    yield null;
                  }
                  default -> throw new AssertionError(method);
                });
  }
}
