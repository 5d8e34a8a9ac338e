package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows for Netty's loops and for Vert.x are text, so they are held against each line. */
class LoopHooksTest {
  private static final String COPY = "io/grpc/";

  /** Who runs what it was just given, on the thread that gave it or one that is only for it. */
  private static final Set<String> AT_ONCE =
      Set.of(
          "FastThreadLocalRunnable.run",
          "FastThreadLocalThread.runWithFastThreadLocal",
          "ImmediateExecutor.execute",
          "UnorderedThreadPoolEventExecutor$AccountingThreadFactory.lambda$newThread$0",
          "Unix.registerInternal");

  /** What is a task itself, and runs another that came with it. */
  private static final Set<String> TASKS =
      Set.of(
          "PromiseTask$RunnableAdapter.call",
          "PromiseTask.runTask",
          "ThreadExecutorMap$2.run",
          "UnorderedThreadPoolEventExecutor$NonNotifyRunnable.run");

  /** Runs tasks when its channel is told to, so for whoever does that. */
  private static final Set<String> EMBEDDED =
      Set.of("EmbeddedEventLoop.runScheduledTasks", "EmbeddedEventLoop.runTasks");

  /** Cleans up after threads, with tasks of Netty's. */
  private static final String CLEANER = "ObjectCleaner$AutomaticCleanerReference.cleanup";

  static Stream<Library> netty() {
    return Stream.concat(
        Stream.of("4.1.61", "4.1.90", "4.1.135", "4.2.0", "4.2.17")
            .map(
                line ->
                    Library.of(
                        "netty-common-" + line + ".Final", "netty-transport-" + line + ".Final")),
        Stream.of(Library.of("grpc-netty-shaded-1.72.0")));
  }

  static Stream<Library> vertxFour() {
    return Stream.of("4.0.3", "4.4.9", "4.5.22").map(line -> Library.of("vertx-core-" + line));
  }

  static Stream<Library> vertxFive() {
    return Stream.of("5.0.0", "5.0.6").map(line -> Library.of("vertx-core-" + line));
  }

  @ParameterizedTest
  @MethodSource("netty")
  void rows_ofNetty_areInEachLineThatNeedsThem(Library netty) {
    assertThat(netty.weave(NettyLoopHooks.rows())).isNotEmpty();
  }

  @Test
  void row_ofNetty_isInSomeLine() {
    Set<Hook> woven = new HashSet<>();
    netty().forEach(line -> woven.addAll(line.weave(NettyLoopHooks.rows())));

    // The copy is of one version, and so lacks what only others have.
    assertThat(NettyLoopHooks.rows())
        .filteredOn(row -> row.need() != Hook.Need.OPTIONAL || !row.owner().startsWith(COPY))
        .allMatch(woven::contains);
  }

  @ParameterizedTest
  @MethodSource("netty")
  void whoRunsATask_hasARowOrAReason(Library netty) {
    Set<String> hooked =
        NettyLoopHooks.rows().stream()
            .filter(Hook::standsAtCalls)
            .map(row -> row.owner() + "." + row.method())
            .collect(Collectors.toSet());

    assertThat(
            netty.callers(
                type -> type.contains("/util/") || type.contains("/netty/channel/"),
                new Hook.Callee("java/lang/Runnable", "run", "()V")))
        .filteredOn(caller -> !hooked.contains(caller) && !isExempt(caller))
        .isEmpty();
  }

  private static boolean isExempt(String caller) {
    String method = caller.substring(caller.lastIndexOf('/') + 1);
    return AT_ONCE.contains(method)
        || TASKS.contains(method)
        || EMBEDDED.contains(method)
        || method.equals(CLEANER);
  }

  @ParameterizedTest
  @MethodSource("vertxFour")
  void rows_ofVertx_areInEachFour(Library vertx) {
    assertThat(vertx.weave(VertxHooks.rows()))
        .containsAll(and(VertxHooks.queues(), VertxHooks.futuresOf4()));
  }

  @ParameterizedTest
  @MethodSource("vertxFive")
  void rows_ofVertx_areInEachFive(Library vertx) {
    assertThat(vertx.weave(VertxHooks.rows()))
        .containsAll(and(VertxHooks.queues(), VertxHooks.futuresOf5()));
  }

  private static List<Hook> and(List<Hook> some, List<Hook> others) {
    List<Hook> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
