package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;

/** The rows for Mutiny are text, so they are held against the first and the last of its lines. */
class MutinyHooksTest {
  private static final String[] LINES = {"2.0.0", "2.9.5", "3.3.0"};
  private static final String MUTINY = "io/smallrye/mutiny/";
  private static final String ABSTRACT_UNI = MUTINY + "operators/AbstractUni";

  private static final List<String> ALL_COME_BY =
      List.of(
          ABSTRACT_UNI,
          MUTINY + "operators/AbstractMulti",
          MUTINY + "groups/MultiSubscribe",
          MUTINY + "subscription/UniSerializedSubscriber");

  /** What needs no row at its calls. */
  private static final Set<String> EXEMPT =
      Set.of(
          // The static method, whose argument has a row.
          ABSTRACT_UNI
              + ".subscribe(L"
              + MUTINY
              + "Uni;L"
              + MUTINY
              + "subscription/UniSubscriber;)V",
          // Only to say that a publisher failed.
          MUTINY
              + "helpers/Subscriptions.fail(Ljava/util/concurrent/Flow$Subscriber;"
              + "Ljava/lang/Throwable;Ljava/util/concurrent/Flow$Publisher;)V",
          // A publisher inside, to a subscriber that has been replaced by then.
          MUTINY
              + "operators/multi/multicast/MultiPublishOp.subscribe(L"
              + MUTINY
              + "subscription/MultiSubscriber;)V");

  /** Before 2.0 there are those of a Uni. */
  @ParameterizedTest
  @ValueSource(strings = {"1.10.0", "2.0.0", "2.9.5", "3.3.0"})
  void weaver_ofEachLine_findsEveryRowItNeeds(String line) throws IOException {
    HookTable table = HookTable.of(MutinyHooks.rows());
    Set<String> missing = new TreeSet<>();
    WeaveLog log = new WeaveLog(table, (row, failure) -> missing.add(row.id() + failure));
    Map<String, byte[]> classes = classes(line);
    for (String owner : owners()) {
      if (classes.containsKey(owner)) {
        assertThat(woven(table, log, owner, classes)).isNotNull();
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void row_isInSomeLine() throws IOException {
    HookTable table = HookTable.of(MutinyHooks.rows());
    WeaveLog log = new WeaveLog(table, (row, failure) -> {});
    Set<Integer> nowhere = new TreeSet<>();
    for (int number = 0; number < table.rows().size(); number++) {
      nowhere.add(number);
    }
    for (String line : LINES) {
      Map<String, byte[]> classes = classes(line);
      for (String owner : owners()) {
        if (classes.containsKey(owner)) {
          woven(table, log, owner, classes);
        }
      }
      nowhere.removeIf(log::isLive);
    }

    assertThat(nowhere).extracting(number -> table.row(number).id()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "2.9.5", "3.3.0"})
  void row_thatAllSubscriptionsComeBy_isInEachLine(String line) throws IOException {
    HookTable table = HookTable.of(MutinyHooks.rows());
    WeaveLog log = new WeaveLog(table, (row, failure) -> {});
    Map<String, byte[]> classes = classes(line);
    for (String owner : ALL_COME_BY) {
      woven(table, log, owner, classes);
      for (int number : table.of(owner)) {
        assertThat(log.isLive(number)).as(table.row(number).id()).isTrue();
      }
    }
  }

  /** One that does not come by the methods that all do. */
  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "2.9.5", "3.3.0"})
  void subscription_ofMutinysOwn_hasARow(String line) throws IOException {
    Set<String> hooked =
        MutinyHooks.rows().stream()
            .filter(Hook::standsAtCalls)
            .map(row -> row.owner() + '.' + row.method() + row.descriptor())
            .collect(Collectors.toSet());
    Set<String> unguarded = new TreeSet<>();
    for (byte[] type : classes(line).values()) {
      unguarded.addAll(callers(type));
    }
    assertThat(unguarded).isNotEmpty();
    unguarded.removeAll(hooked);
    unguarded.removeAll(EXEMPT);

    assertThat(unguarded).isEmpty();
  }

  private static byte[] woven(
      HookTable table, WeaveLog log, String owner, Map<String, byte[]> classes) {
    return new Weaver(table, /* feature= */ 21, log)
        .transform(null, null, owner, null, null, classes.get(owner));
  }

  private static Set<String> owners() {
    return MutinyHooks.rows().stream().map(Hook::owner).collect(Collectors.toSet());
  }

  /** The methods of a class that give a source its subscriber, or any publisher one. */
  private static Set<String> callers(byte[] bytes) {
    return Library.callers(
        bytes,
        (opcode, owner, called, given) ->
            called.equals("subscribe") && passesTheOthersBy(opcode, owner, given));
  }

  private static boolean passesTheOthersBy(int opcode, String owner, String given) {
    return owner.equals("java/util/concurrent/Flow$Publisher")
        || (opcode != Opcodes.INVOKESTATIC
            && (given.equals("(L" + MUTINY + "subscription/MultiSubscriber;)V")
                || given.equals("(L" + MUTINY + "subscription/UniSubscriber;)V")));
  }

  private static Map<String, byte[]> classes(String line) {
    return Library.of("mutiny-" + line).classes();
  }
}
