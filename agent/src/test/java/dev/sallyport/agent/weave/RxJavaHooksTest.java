package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;

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
    return Library.callers(
        bytes,
        (opcode, owner, method, given) ->
            method.equals(called)
                && !owner.startsWith(OF_OPERATORS)
                && (owner.equals(PLUGINS) || !called.equals("onSubscribe")));
  }

  private static Map<String, byte[]> classes(String line) {
    return Library.of("rxjava-" + line).classes();
  }
}
