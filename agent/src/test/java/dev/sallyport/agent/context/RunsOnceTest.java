package dev.sallyport.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Principal;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/**
 * What runs once is forgotten when it has, and not before. The tests call what woven code calls;
 * the tasks and completions are the JDK's own.
 */
class RunsOnceTest {
  private final Contexts contexts = new Contexts(MethodHandles.lookup());
  private final Context call =
      new Context(new OneFile("tool", "/a"), new Call("call", new Principal.Tool("tool"), 0));
  private final List<Context> seen = new ArrayList<>();

  @Test
  void task_thatRan_isForgotten() {
    FutureTask<?> task = new FutureTask<>(this::look, null);
    register(task);

    resumed(task, task);

    assertThat(seen).containsExactly(call);
    assertThat(contexts.isEmpty()).isTrue();
  }

  @Test
  void task_thatRunsAgain_isKnown() throws Exception {
    class Periodic extends FutureTask<Void> {
      Periodic() {
        super(RunsOnceTest.this::look, null);
      }

      void runOnce() {
        runAndReset();
      }
    }

    Periodic task = new Periodic();
    register(task);

    resumed(task, task::runOnce);
    resumed(task, task::runOnce);

    assertThat(seen).containsExactly(call, call);
    assertThat(contexts.isEmpty()).isFalse();
  }

  @Test
  void task_whileItRuns_isKnownThoughAnotherTriesToRunIt() {
    List<Boolean> forgotten = new ArrayList<>();
    List<Runnable> self = new ArrayList<>();
    FutureTask<?> task =
        new FutureTask<>(
            () -> {
              contexts.resume(self.get(0));
              self.get(0).run();
              contexts.end();
              forgotten.add(contexts.isEmpty());
              look();
            },
            null);
    self.add(task);
    register(task);

    resumed(task, task);

    assertThat(seen).containsExactly(call);
    assertThat(forgotten).containsExactly(false);
    assertThat(contexts.isEmpty()).isTrue();
  }

  @Test
  void completion_thatRan_isForgotten() throws Exception {
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletableFuture<Void> result = source.thenAccept(text -> look());
    Object completion = waiting(source);
    register(completion);

    resumed(completion, () -> fire(completion));
    assertThat(seen).isEmpty();
    assertThat(contexts.isEmpty()).isFalse();

    complete(source, completion);
    assertThat(seen).containsExactly(call);
    assertThat(result).isDone();
    assertThat(contexts.isEmpty()).isTrue();
  }

  /** It stays the way to the future that it waits for, but its function has run. */
  @Test
  void completion_thatWaitsForAnotherFuture_isForgotten() throws Exception {
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletableFuture<String> other = new CompletableFuture<>();
    CompletableFuture<String> result =
        source.thenCompose(
            text -> {
              look();
              return other;
            });
    Object completion = waiting(source);
    register(completion);

    complete(source, completion);

    assertThat(seen).containsExactly(call);
    assertThat(result).isNotDone();
    assertThat(contexts.isEmpty()).isTrue();
  }

  /** Fired, it is only handed to an executor. */
  @Test
  void completion_thatRunsElsewhere_isKnownUntilItRan() throws Exception {
    List<Runnable> handed = new ArrayList<>();
    Executor executor = handed::add;
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletableFuture<Void> result = source.thenAcceptAsync(text -> look(), executor);
    Object completion = waiting(source);
    register(completion);

    complete(source, completion);
    assertThat(handed).containsExactly((Runnable) completion);
    resumed(completion, () -> fire(completion));
    assertThat(seen).isEmpty();
    assertThat(contexts.isEmpty()).isFalse();

    resumed(completion, handed.get(0));
    assertThat(seen).containsExactly(call);
    assertThat(result).isDone();
    assertThat(contexts.isEmpty()).isTrue();
  }

  @Test
  void supplier_thatRan_isForgotten() {
    List<Runnable> handed = new ArrayList<>();
    CompletableFuture<Void> result = CompletableFuture.runAsync(this::look, handed::add);
    register(handed.get(0));

    resumed(handed.get(0), handed.get(0));

    assertThat(seen).containsExactly(call);
    assertThat(result).isDone();
    assertThat(contexts.isEmpty()).isTrue();
  }

  @Test
  void callback_ofAnotherKind_isKnown() {
    Runnable callback = this::look;
    register(callback);

    resumed(callback, callback);
    resumed(callback, callback);

    assertThat(seen).containsExactly(call, call);
    assertThat(contexts.isEmpty()).isFalse();
  }

  private void look() {
    seen.add(contexts.current());
  }

  private void register(Object callback) {
    contexts.begin(call);
    contexts.register(callback);
    contexts.end();
  }

  private void resumed(Object callback, Runnable body) {
    contexts.resume(callback);
    body.run();
    contexts.end();
    assertThat(contexts.current()).isNull();
  }

  /** Completes the future without what waits for it, which then is fired. */
  private void complete(CompletableFuture<String> source, Object completion) throws Exception {
    Field stack = CompletableFuture.class.getDeclaredField("stack");
    stack.setAccessible(true);
    stack.set(source, null);
    source.complete("done");
    resumed(completion, () -> fire(completion));
  }

  private static Object waiting(CompletableFuture<?> source) throws Exception {
    Field stack = CompletableFuture.class.getDeclaredField("stack");
    stack.setAccessible(true);
    return stack.get(source);
  }

  /** As the future does, on the thread that completes it. */
  private static void fire(Object completion) {
    try {
      MethodHandles.Lookup in =
          MethodHandles.privateLookupIn(CompletableFuture.class, MethodHandles.lookup());
      MethodHandle tryFire =
          in.findVirtual(
              Class.forName("java.util.concurrent.CompletableFuture$Completion"),
              "tryFire",
              MethodType.methodType(CompletableFuture.class, int.class));
      tryFire.invoke(completion, 0);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
