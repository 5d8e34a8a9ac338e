package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import java.util.List;

/**
 * Pools that are not the JDK's, and executors that do the work of several in one run: Jetty from
 * 9.4.31, Tomcat from 9.0, JBoss Threads from 2.4, Guava from 25.1, gRPC from 1.40.
 *
 * <p>What a server does for a connection is no call's, also where a call's thread has it done: its
 * next request may be somebody else's.
 */
public final class PoolHooks {
  private static final String RUNNABLE = "java/lang/Runnable";
  private static final String TAKES_RUNNABLE = "(Ljava/lang/Runnable;)V";

  private PoolHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    jetty(rows);
    tomcat(rows);
    jboss(rows);
    sequences(rows);
    return rows.rows();
  }

  /** A strategy's loop finds work for everyone, whoever started it. */
  private static void jetty(Rows rows) {
    String thread = "org/eclipse/jetty/util/thread/";
    String reserved = thread + "ReservedThreadExecutor$ReservedThread";
    rows.whenLoaded(thread + "QueuedThreadPool")
        .context(Door.CAPTURE, "execute", TAKES_RUNNABLE, arg(0))
        .context(Door.SCOPE, "runJob", TAKES_RUNNABLE, arg(0))
        .whenLoaded(thread + "QueuedThreadPool$Runner")
        .context(Door.SCOPE, "run", "()V", NOTHING)

        .whenLoaded(thread + "ReservedThreadExecutor")
        .context(Door.CAPTURE, "tryExecute", "(Ljava/lang/Runnable;)Z", arg(0))
        .whenLoaded(reserved)
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore(RUNNABLE, "run", "()V", "run", "()V", SELF)
        .optional(reserved)
        .adoptBefore(reserved, "reservedWait", "()Ljava/lang/Runnable;", "run", "()V", NOTHING)
        .adoptBefore(reserved, "waitForTask", "()Ljava/lang/Runnable;", "run", "()V", NOTHING);
    String strategy = thread + "strategy/";
    for (String looping : List.of("AdaptiveExecutionStrategy", "ExecuteProduceConsume", "ProduceConsume")) {
      rows.whenLoaded(strategy + looping)
          .context(Door.SCOPE, "run", "()V", NOTHING)
          .context(Door.SCOPE, "produce", "()V", NOTHING);
    }
    rows.whenLoaded(strategy + "ProduceExecuteConsume")
        .context(Door.SCOPE, "produce", "()V", NOTHING)
        .optional(strategy + "EatWhatYouKill")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .context(Door.SCOPE, "produce", "()V", NOTHING)
        .whenLoaded("org/eclipse/jetty/server/HttpConnection")
        .context(Door.SCOPE, "onFillable", "()V", NOTHING)
        .whenLoaded("org/eclipse/jetty/server/internal/HttpConnection")
        .context(Door.SCOPE, "onFillable", "()V", NOTHING);
  }

  /**
   * A copy of the JDK's pool, which older versions extend instead. What it rejects it may queue all
   * the same, so only what the caller runs is discarded.
   */
  private static void tomcat(Rows rows) {
    String threads = "org/apache/tomcat/util/threads/";
    String pool = threads + "ThreadPoolExecutor";
    rows.optional(pool)
        .context(Door.CAPTURE, "executeInternal", TAKES_RUNNABLE, arg(0))
        .context(Door.ADOPT, "getTask", "()Ljava/lang/Runnable;", NOTHING)
        .adoptBefore(pool, "beforeExecute", "(Ljava/lang/Thread;Ljava/lang/Runnable;)V", "runWorker", "(L" + pool + "$Worker;)V", arg(1))
        .optional(pool + "$CallerRunsPolicy")
        .context(Door.DISCARD, "rejectedExecution", "(Ljava/lang/Runnable;L" + pool + ";)V", arg(0))

        .whenLoaded("org/apache/tomcat/util/net/SocketProcessorBase")
        .context(Door.SCOPE, "run", "()V", NOTHING);
  }

  /** Until 3.1, a pool's task is the caller's in a wrapper; since then, an object of its own. */
  private static void jboss(Rows rows) {
    String threads = "org/jboss/threads/";
    String pool = threads + "EnhancedQueueExecutor";
    rows.whenLoaded(pool + "$ThreadBody")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .optional(pool)
        .context(Door.CAPTURE, "tryExecute", "(Ljava/lang/Runnable;)I", arg(0))
        .optional(pool + "$ThreadBody")
        .context(Door.SCOPE, "doRunTask", TAKES_RUNNABLE, arg(0))
        .whenLoaded(pool + "$Task")
        .context(Door.REGISTER, "<init>", "(L" + pool + ";Ljava/lang/Runnable;Ljava/lang/Object;)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)
        .whenLoaded(pool + "$SchedulerTask")
        .context(Door.SCOPE, "run", "()V", NOTHING)

        .optional(threads + "ViewExecutor")
        .captureBefore("java/util/ArrayDeque", "add", "(Ljava/lang/Object;)Z", "execute", TAKES_RUNNABLE, arg(0))
        .whenLoaded(threads + "ViewExecutor$TaskWrapper")
        .context(Door.CAPTURE, "<init>", "(L" + threads + "ViewExecutor;Ljava/lang/Runnable;)V", arg(1))
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore(RUNNABLE, "run", "()V", "run", "()V", SELF)
        .whenLoaded(threads + "EnhancedViewExecutor$EnhancedViewExecutorRunnable")
        .context(Door.CAPTURE, "<init>", "(L" + threads + "EnhancedViewExecutor;Ljava/lang/Runnable;Ljava/lang/ClassLoader;)V", arg(1))
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore(RUNNABLE, "run", "()V", "run", "()V", SELF)

        .whenLoaded(threads + "OrderedExecutor")
        .context(Door.CAPTURE, "execute", TAKES_RUNNABLE, arg(0))
        .context(Door.CAPTURE, "executeBlocking", TAKES_RUNNABLE, arg(0))
        .context(Door.CAPTURE, "executeBlocking", "(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)V", arg(0))
        .context(Door.CAPTURE, "executeNonBlocking", TAKES_RUNNABLE, arg(0))
        .whenLoaded(threads + "OrderedExecutor$Runner")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore(RUNNABLE, "run", "()V", "run", "()V", SELF);
  }

  /** Whoever finds such an executor idle has it run what everyone hands over meanwhile. */
  private static void sequences(Rows rows) {
    String guava = "com/google/common/util/concurrent/SequentialExecutor";
    String grpc = "io/grpc/internal/SerializingExecutor";
    rows.whenLoaded(guava)
        .captureBefore("java/util/Deque", "add", "(Ljava/lang/Object;)Z", "execute", TAKES_RUNNABLE, arg(0))
        .whenLoaded(guava + "$QueueWorker")
        .context(Door.SCOPE, "workOnQueue", "()V", NOTHING)
        .adoptBefore(RUNNABLE, "run", "()V", "workOnQueue", "()V", SELF)

        .whenLoaded(grpc)
        .context(Door.CAPTURE, "execute", TAKES_RUNNABLE, arg(0))
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore(RUNNABLE, "run", "()V", "run", "()V", SELF)

        .whenLoaded("io/grpc/SynchronizationContext")
        .context(Door.CAPTURE, "executeLater", TAKES_RUNNABLE, arg(0))
        .context(Door.SCOPE, "drain", "()V", SELF)
        .adoptBefore(RUNNABLE, "run", "()V", "drain", "()V", SELF);
  }
  // spotless:on
}
