package dev.sallyport.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Principal;
import java.lang.invoke.MethodHandles;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Very many calls leave nothing behind, though none of what they hand over or register ever runs. A
 * million of them, in a heap that could not hold what each had: {@code JAVA_TOOL_OPTIONS=-Xmx256m}
 * and {@code -Dsallyport.calls=1000000}.
 */
class ContextsLeakTest {
  private static final int CALLS = Integer.getInteger("sallyport.calls", 20_000);
  private static final int SAMPLES = 100;
  private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(2);
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);

  private final Contexts contexts = new Contexts(MethodHandles.lookup());
  private final Context stranger = context("stranger");
  private final List<WeakReference<?>> samples = new ArrayList<>();

  @Test
  void calls_whoseWorkDies_leaveNothing() {
    for (int i = 0; i < CALLS; i++) {
      call(new Object(), /* sampled= */ i % Math.max(1, CALLS / SAMPLES) == 0);
    }

    assertThat(contexts.current()).isNull();
    assertThat(samples).isNotEmpty();
    assertNothingIsLeft();
  }

  @Test
  void calls_whoseWorkIsStillWaiting_areRememberedUntilItDies() {
    List<Object> waiting = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      Object task = new Object();
      waiting.add(task);
      call(task, /* sampled= */ true);
    }
    collect();
    contexts.forgetDead();

    assertThat(contexts.isEmpty()).isFalse();
    assertThat(samples).noneMatch(sample -> sample.refersTo(null));
    contexts.beginWork(waiting.get(0));
    assertThat(contexts.current()).isSameAs(samples.get(0).get());
    contexts.end();

    waiting.clear();
    assertNothingIsLeft();
  }

  /** What reaches the context of a call, and only by way of it what the call remembers. */
  private void call(Object task, boolean sampled) {
    Context context = context("short");
    if (sampled) {
      samples.add(new WeakReference<>(context));
      samples.add(new WeakReference<>(context.call()));
      samples.add(new WeakReference<>(context.decided()));
    }
    contexts.begin(context);
    handOver(task);
    Object sharedWithStranger = handOver(new Object());
    handOver(registered());
    registered();
    unstartedThreads();
    contexts.begin(stranger);
    handOver(sharedWithStranger);
    contexts.end();
    contexts.end();
    contexts.forgetDead();
  }

  private Object handOver(Object task) {
    contexts.capture(task);
    return task;
  }

  private Object registered() {
    Object callback = new Object();
    contexts.register(callback);
    return callback;
  }

  /** A thread inherits the context when it is made. */
  @SuppressWarnings("DeadThread") // as it is meant to be
  private void unstartedThreads() {
    new Thread(() -> {});
    Thread bare = new Thread(null, () -> {}, "bare", 0, /* inheritThreadLocals= */ false);
    contexts.inherit(bare, Runtime.version().feature() >= 19 ? 1 << 2 : 0);
  }

  private void assertNothingIsLeft() {
    collectUntil(() -> contexts.isEmpty() && samples.stream().allMatch(s -> s.refersTo(null)));
    assertThat(contexts.isEmpty()).isTrue();
    assertThat(samples).allMatch(sample -> sample.refersTo(null));
  }

  private void collectUntil(BooleanSupplier done) {
    long start = System.nanoTime();
    while (!done.getAsBoolean() && System.nanoTime() - start < PATIENCE_NANOS) {
      collect();
      contexts.forgetDead();
    }
  }

  /**
   * The collector hands what is dead to a thread that queues it; to collect again meanwhile would
   * only hold that one up.
   */
  private static void collect() {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    WeakReference<Object> dead = new WeakReference<>(new Object(), queue);
    System.gc();
    try {
      assertThat(queue.remove(PATIENCE_MILLIS)).isSameAs(dead);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Context context(String tool) {
    return new Context(
        new OneFile(tool, "/a"), new Call(tool + "-call", new Principal.Tool(tool), 0));
  }
}
