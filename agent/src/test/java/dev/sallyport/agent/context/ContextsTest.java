package dev.sallyport.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Whose work is it? What woven code calls at the doors, the tests call here: {@code capture} where
 * {@code execute} is, {@code adopt} where a worker is.
 */
class ContextsTest {
  private static final Request A = new Request.File(FileOperation.READ, "/a", "/a");
  private static final Request B = new Request.File(FileOperation.READ, "/b", "/b");

  private final Contexts contexts = new Contexts(MethodHandles.lookup());
  private final Context first = context("first", "/a");
  private final Context second = context("second", "/b");

  private static Context context(String tool, String file) {
    return new Context(
        new OneFile(tool, file), new Call(tool + "-call", new Principal.Tool(tool), 0));
  }

  @Test
  void begin_andEnd_nest() {
    contexts.begin(first);
    contexts.begin(second);
    assertThat(contexts.current()).isSameAs(second);
    contexts.begin(null);
    assertThat(contexts.current()).isNull();
    contexts.end();
    assertThat(contexts.current()).isSameAs(second);
    contexts.end();
    assertThat(contexts.current()).isSameAs(first);
    contexts.end();
    assertThat(contexts.current()).isNull();
  }

  @Test
  void adopt_inScopeThatChangedNothing_isOverWithTheScope() {
    Object drained = new Object();
    Object drainedToo = new Object();
    contexts.begin(first);
    contexts.capture(drained);
    contexts.capture(drainedToo);
    contexts.end();

    contexts.begin(null);
    contexts.begin(null);
    contexts.adopt(drained);
    assertThat(contexts.current()).isSameAs(first);
    contexts.adopt(null);
    contexts.adopt(drainedToo);
    assertThat(contexts.current()).isSameAs(first);
    contexts.end();
    assertThat(contexts.current()).isNull();
    contexts.begin(second);
    contexts.end();
    assertThat(contexts.current()).isNull();
    contexts.end();
    assertThat(contexts.current()).isNull();
  }

  @Test
  void end_withoutBegin_changesNothing() {
    contexts.end();
    assertThat(contexts.current()).isNull();
  }

  @Test
  void task_ofPool_runsForWhoeverHandedItOver() {
    Seen task = new Seen();
    contexts.begin(first);
    contexts.capture(task);
    contexts.end();

    onOtherThread(() -> work(task));
    assertThat(task.contexts).containsExactly(first);
  }

  @Test
  void worker_afterTask_isLeftWithNoContext() {
    Seen task = new Seen();
    contexts.begin(first);
    contexts.capture(task);

    // Made by a thread inside the call, as a pool's worker may be.
    Context after =
        onOtherThread(
            () -> {
              work(task);
              return contexts.current();
            });
    assertThat(after).isNull();
  }

  @Test
  void worker_madeInsideACall_runsTheServersTasksForTheServer() {
    Seen servers = new Seen();
    contexts.capture(servers);
    contexts.begin(first);

    onOtherThread(() -> work(servers));
    assertThat(servers.contexts).containsExactly((Context) null);
  }

  @Test
  void task_thatRan_isForgotten() {
    Seen task = new Seen();
    contexts.begin(first);
    contexts.capture(task);

    onOtherThread(() -> work(task));
    onOtherThread(() -> work(task));
    assertThat(task.contexts).containsExactly(first, null);
  }

  @Test
  void task_thatWasRejected_isForgotten() {
    Seen task = new Seen();
    contexts.begin(first);
    contexts.capture(task);
    contexts.discard(task);
    contexts.end();

    onOtherThread(() -> work(task));
    assertThat(task.contexts).containsExactly((Context) null);
  }

  @Test
  void sameTask_handedOverByTwoCalls_runsTwiceUnderWhatBothMayDo() {
    Seen task = new Seen();
    capture(task, first);
    capture(task, second);

    onOtherThread(() -> work(task));
    onOtherThread(() -> work(task));
    onOtherThread(() -> work(task));
    assertThat(task.contexts).hasSize(3);
    for (Context shared : task.contexts.subList(0, 2)) {
      assertThat(shared.grants().decide(A).denies()).isTrue();
      assertThat(shared.grants().decide(B).denies()).isTrue();
    }
    assertThat(task.contexts.get(2)).isNull();
  }

  @Test
  void sameTask_handedOverTwiceByOneCall_keepsItsGrants() {
    Seen task = new Seen();
    capture(task, first);
    capture(task, first);

    onOtherThread(() -> work(task));
    onOtherThread(() -> work(task));
    assertThat(task.contexts).containsExactly(first, first);
  }

  @Test
  void sameTask_handedOverByACallAndThenTheServer_staysTheCalls() {
    Seen task = new Seen();
    capture(task, first);
    contexts.capture(task);

    onOtherThread(() -> work(task));
    onOtherThread(() -> work(task));
    assertThat(task.contexts).containsExactly(first, first);
  }

  @Test
  void tasks_thatAreEqual_areNotTheSame() {
    Equal one = new Equal(new ArrayList<>());
    Equal other = new Equal(new ArrayList<>());
    capture(one, first);
    capture(other, second);

    assertThat(one).isEqualTo(other);
    contexts.beginWork(one);
    assertThat(contexts.current()).isSameAs(first);
    contexts.end();
    contexts.beginWork(other);
    assertThat(contexts.current()).isSameAs(second);
  }

  @Test
  void callback_ofEachCall_isForWhoeverRegisteredIt() {
    Object callback = new Object();
    contexts.begin(first);
    contexts.register(callback);
    contexts.end();
    contexts.begin(second);
    contexts.register(callback);

    for (int i = 0; i < 3; i++) {
      contexts.resume(callback);
      assertThat(contexts.current()).isSameAs(first);
      contexts.end();
    }
    assertThat(contexts.current()).isSameAs(second);
  }

  @Test
  void callback_ofTheServer_isTheServersInsideACall() {
    Object callback = new Object();
    contexts.register(callback);
    contexts.begin(first);

    contexts.resume(callback);
    assertThat(contexts.current()).isNull();
    contexts.end();
    assertThat(contexts.current()).isSameAs(first);
  }

  /** As a periodic task is, that one call scheduled and another's thread made due. */
  @Test
  void callback_thatIsHandedOverToBeCalled_runsForWhoeverRegisteredIt() {
    Seen task = new Seen();
    contexts.begin(first);
    contexts.register(task);
    contexts.end();
    capture(task, second);

    onOtherThread(() -> work(task));
    onOtherThread(() -> work(task));
    assertThat(task.contexts).containsExactly(first, first);
  }

  @Test
  void work_thatBegins_isForWhoeverHandedItOver_andLeavesTheThreadAsItWas() {
    Object work = new Object();
    capture(work, first);
    contexts.begin(second);

    contexts.beginWork(work);
    assertThat(contexts.current()).isSameAs(first);
    contexts.end();
    assertThat(contexts.current()).isSameAs(second);
  }

  @Test
  void work_thatWasNotHandedOver_keepsTheThreadsContext() {
    contexts.begin(first);

    contexts.beginWork(new Object());
    assertThat(contexts.current()).isSameAs(first);
    contexts.end();
    assertThat(contexts.current()).isSameAs(first);
  }

  @Test
  void thread_thatServesEveryone_hasNoContextWhileItDoes() {
    contexts.begin(first);

    contexts.beginWork(null);
    assertThat(contexts.current()).isNull();
    contexts.end();
    assertThat(contexts.current()).isSameAs(first);
  }

  @Test
  void thread_madeInsideACall_hasItsContext() {
    contexts.begin(first);

    assertThat(onOtherThread(contexts::current)).isSameAs(first);
    assertThat(onOtherThread(() -> onOtherThread(contexts::current))).isSameAs(first);
  }

  @Test
  void thread_thatInheritsNothing_hasTheContextItWasMadeIn() throws InterruptedException {
    boolean flags = Runtime.version().feature() >= 19;
    AtomicReference<Context> seen = new AtomicReference<>();
    Runnable work = () -> seen.set(contexts.current());
    contexts.begin(first);
    Thread bare = new Thread(null, work, "bare", 0, /* inheritThreadLocals= */ false);
    contexts.inherit(bare, flags ? 1 << 2 : 0);
    contexts.end();

    bare.start();
    bare.join();
    assertThat(seen.get()).isSameAs(first);
  }

  @Test
  void scopes_thatChangeNothing_endInOrder() {
    contexts.begin(first);
    contexts.begin(first);
    contexts.begin(second);
    contexts.begin(second);
    contexts.end();
    assertThat(contexts.current()).isSameAs(second);
    contexts.end();
    assertThat(contexts.current()).isSameAs(first);
    contexts.end();
    assertThat(contexts.current()).isSameAs(first);
    contexts.end();
    assertThat(contexts.current()).isNull();
  }

  /** As a drain task under load, which is handed over again before it ever ran dry. */
  @Test
  void task_thatCallsHandOverForever_isNarrowedOnceForEachTool() {
    Seen task = new Seen();
    capture(task, first);
    for (int i = 0; i < 10_000; i++) {
      capture(task, new Context(i % 2 == 0 ? second.grants() : first.grants(), null));
      work(task);
    }

    assertThat(task.contexts.get(9_999)).isSameAs(task.contexts.get(1));
    assertThat(task.contexts.get(1).grants().decide(A).denies()).isTrue();
    assertThat(task.contexts.get(1).grants().decide(B).denies()).isTrue();
  }

  /** Else whoever calls it a second time, from another thread, would be the server. */
  @Test
  void callback_thatTwoThreadsCallAtOnce_isNobodyElses() {
    Object callback = new Object();
    contexts.begin(first);
    contexts.register(callback);
    contexts.resume(callback);

    assertThat(
            onOtherThread(
                () -> {
                  contexts.resume(callback);
                  return contexts.current();
                }))
        .isSameAs(first);
  }

  @Test
  void thread_madeInsideACall_keepsItWhenTheCallEnds() throws InterruptedException {
    AtomicReference<Context> seen = new AtomicReference<>();
    contexts.begin(first);
    Thread thread = new Thread(() -> seen.set(contexts.current()));
    contexts.end();

    thread.start();
    thread.join();
    assertThat(seen.get()).isSameAs(first);
  }

  @Test
  void virtualThread_madeInsideACall_hasItsContext() throws Exception {
    Assumptions.assumeTrue(Runtime.version().feature() >= 21, "no virtual threads before JDK 21");
    AtomicReference<Context> seen = new AtomicReference<>();
    contexts.begin(first);

    Runnable work = () -> seen.set(contexts.current());
    ((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work))
        .join();
    assertThat(seen.get()).isSameAs(first);
  }

  @Test
  void thread_madeInsideACheck_isCheckedItself() {
    ThreadState state = contexts.enter();

    assertThat(contexts.enter()).isNull();
    assertThat(onOtherThread(() -> contexts.enter() != null)).isTrue();
    contexts.leave(state);
    assertThat(contexts.enter()).isNotNull();
  }

  @Test
  void exemptThread_andWhatItStarts_isNotChecked() {
    Boolean[] checked =
        onOtherThread(
            () -> {
              contexts.exempt();
              Boolean child = onOtherThread(() -> contexts.enter() != null);
              return new Boolean[] {contexts.enter() != null, child};
            });

    assertThat(checked).containsExactly(false, false);
    assertThat(contexts.enter()).isNotNull();
  }

  @Test
  void exemptThread_handingOver_leavesNoTrace() {
    Seen task = new Seen();
    onOtherThread(
        () -> {
          contexts.exempt();
          contexts.begin(first);
          contexts.capture(task);
          return null;
        });

    onOtherThread(() -> work(task));
    assertThat(task.contexts).containsExactly((Context) null);
  }

  @Test
  void context_ofTaskThatNeverRuns_goesWithTheTask() {
    WeakReference<Context> forgotten = handOverAndForget();

    // A dead task is queued by the collector some time later, and cleared up at a handover.
    for (int i = 0; i < 500 && forgotten.get() != null; i++) {
      System.gc();
      capture(new Seen(), first);
    }
    assertThat(forgotten.get()).isNull();
  }

  private WeakReference<Context> handOverAndForget() {
    Context context = context("short", "/a");
    capture(new Seen(), context);
    return new WeakReference<>(context);
  }

  @Test
  void manyThreads_handingOverAtOnce_eachRunForTheirOwn() throws Exception {
    int threads = 16;
    int tasks = 500;
    CountDownLatch start = new CountDownLatch(1);
    LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    List<Context> own = new ArrayList<>();
    List<Future<Integer>> wrong = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int i = 0; i < threads; i++) {
        own.add(context("tool" + i, "/a"));
      }
      for (Context context : own) {
        wrong.add(pool.submit(() -> exchange(start, queue, context, tasks)));
      }
      start.countDown();
      int count = 0;
      for (Future<Integer> each : wrong) {
        count += each.get(30, TimeUnit.SECONDS);
      }
      assertThat(count).isZero();
      assertThat(queue).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  /**
   * Hands over as many tasks as it runs of others', and counts those that ran for the wrong one.
   */
  private int exchange(
      CountDownLatch start, LinkedBlockingQueue<Runnable> queue, Context context, int tasks)
      throws InterruptedException {
    start.await();
    int[] wrong = new int[1];
    for (int i = 0; i < tasks; i++) {
      Owned task = new Owned(context);
      capture(task, context);
      queue.add(task);
      Runnable other = queue.take();
      work(other);
      wrong[0] += ((Owned) other).wrong ? 1 : 0;
      wrong[0] += contexts.current() == null ? 0 : 1;
    }
    return wrong[0];
  }

  /** Captures for that context, as a thread that works for it does. */
  private void capture(Object work, Context context) {
    contexts.begin(context);
    contexts.capture(work);
    contexts.end();
  }

  /** As a worker of a pool, between two tasks and then with this one. */
  private void work(Runnable task) {
    contexts.adopt(null);
    contexts.adopt(task);
    task.run();
    contexts.adopt(null);
  }

  private static <T> T onOtherThread(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task);
    thread.start();
    try {
      return task.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void onOtherThread(Runnable work) {
    onOtherThread(Executors.callable(work));
  }

  /** Notes for whom it ran. */
  private final class Seen implements Runnable {
    private final List<@Nullable Context> contexts = new ArrayList<>();

    @Override
    public void run() {
      contexts.add(ContextsTest.this.contexts.current());
    }
  }

  /** Notes whether it ran for another than its owner. */
  private final class Owned implements Runnable {
    private final Context owner;
    private boolean wrong;

    Owned(Context owner) {
      this.owner = owner;
    }

    @Override
    public void run() {
      wrong = !owner.equals(contexts.current());
    }
  }

  /** Equal to any other of its kind with an equal list. */
  private record Equal(List<String> values) {}
}
