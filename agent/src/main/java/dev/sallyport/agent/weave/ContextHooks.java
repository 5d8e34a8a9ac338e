package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import java.util.List;

/**
 * Where work changes threads. Tasks are never wrapped: their identity is what {@code remove},
 * priority queues and {@code beforeExecute} rely on.
 *
 * <p>A thread that serves many, and happens to be started by one call, is detached from it: a scope
 * of nothing.
 */
public final class ContextHooks {
  private static final String CONCURRENT = "java/util/concurrent/";
  private static final String GROUP = "Ljava/lang/ThreadGroup;";
  private static final String TEXT = "Ljava/lang/String;";
  private static final String RUNNABLE = "Ljava/lang/Runnable;";
  private static final String CALLABLE = "Ljava/util/concurrent/Callable;";
  private static final String SCHEDULED = "Ljava/util/concurrent/RunnableScheduledFuture;";
  private static final String TASK = "Ljava/util/concurrent/ForkJoinTask;";
  private static final String WORKER = "Ljava/util/concurrent/ThreadPoolExecutor$Worker;";

  /**
   * Of what {@code CompletableFuture} has, those that call the application's functions. The others
   * only relay a result.
   */
  private static final List<Completion> COMPLETIONS =
      List.of(
          new Completion("UniApply", 1, "util/function/Function"),
          new Completion("UniAccept", 1, "util/function/Consumer"),
          new Completion("UniRun", 1, "lang/Runnable"),
          new Completion("UniWhenComplete", 1, "util/function/BiConsumer"),
          new Completion("UniHandle", 1, "util/function/BiFunction"),
          new Completion("UniExceptionally", 1, "util/function/Function"),
          new Completion("UniCompose", 1, "util/function/Function"),
          new Completion("UniComposeExceptionally", 1, "util/function/Function"),
          new Completion("BiApply", 2, "util/function/BiFunction"),
          new Completion("BiAccept", 2, "util/function/BiConsumer"),
          new Completion("BiRun", 2, "lang/Runnable"),
          new Completion("OrApply", 2, "util/function/Function"),
          new Completion("OrAccept", 2, "util/function/Consumer"),
          new Completion("OrRun", 2, "lang/Runnable"));

  /**
   * @param sources how many futures it waits for
   */
  private record Completion(String name, int sources, String function) {}

  private ContextHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    threads(rows);
    pools(rows);
    completions(rows);
    channels(rows);
    references(rows);
    return rows.rows();
  }

  private static void threads(Rows rows) {
    String control = "Ljava/security/AccessControlContext;";
    rows.in("java/lang/Thread")
        .jdk(17, 18)
        .inherit("(" + GROUP + RUNNABLE + TEXT + "J" + control + "Z)V", arg(5))
        .jdk(19, 23)
        .inherit("(" + GROUP + TEXT + "I" + RUNNABLE + "J" + control + ")V", arg(2))
        .jdk(24, 0)
        .inherit("(" + GROUP + TEXT + "I" + RUNNABLE + "J)V", arg(2))
        .jdk(19, 0)
        .inherit("(" + TEXT + "IZ)V", arg(1))

        .whenLoaded("java/util/Timer")
        .context(Door.REGISTER, "sched", "(Ljava/util/TimerTask;JJ)V", arg(0))
        .whenLoaded("java/util/TimerThread")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore("java/util/TaskQueue", "isEmpty", "()Z", "mainLoop", "()V", NOTHING)
        .adoptBefore("java/util/TimerTask", "run", "()V", "mainLoop", "()V", SELF);
  }

  private static void pools(Rows rows) {
    rows.in(CONCURRENT + "ThreadPoolExecutor")
        .context(Door.CAPTURE, "execute", "(" + RUNNABLE + ")V", arg(0))
        .context(Door.DISCARD, "reject", "(" + RUNNABLE + ")V", arg(0))
        .context(Door.ADOPT, "getTask", "()" + RUNNABLE, NOTHING)
        .adoptBefore(CONCURRENT + "ThreadPoolExecutor", "beforeExecute", "(Ljava/lang/Thread;" + RUNNABLE + ")V", "runWorker", "(" + WORKER + ")V", arg(1))

        .whenLoaded(CONCURRENT + "FutureTask")
        .context(Door.REGISTER, "<init>", "(" + CALLABLE + ")V", SELF)
        .context(Door.REGISTER, "<init>", "(" + RUNNABLE + "Ljava/lang/Object;)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)
        .context(Door.RESUME, "runAndReset", "()Z", SELF)

        .in(CONCURRENT + "ScheduledThreadPoolExecutor")
        .context(Door.REGISTER, "delayedExecute", "(" + SCHEDULED + ")V", arg(0))

        .in(CONCURRENT + "ForkJoinTask")
        .context(Door.CAPTURE, "fork", "()" + TASK, SELF)
        .jdk(17, 20)
        .context(Door.SCOPE, "doExec", "()I", SELF)
        .jdk(21, 0)
        .context(Door.SCOPE, "doExec", "()*", SELF)

        .in(CONCURRENT + "ForkJoinPool")
        .jdk(17, 20)
        .context(Door.CAPTURE, "externalSubmit", "(" + TASK + ")" + TASK, arg(0))
        .context(Door.CAPTURE, "externalPush", "(" + TASK + ")V", arg(0))
        .jdk(21, 0)
        .context(Door.CAPTURE, "poolSubmit", "(Z" + TASK + ")" + TASK, arg(1))

        .in(CONCURRENT + "ForkJoinWorkerThread")
        .context(Door.SCOPE, "run", "()V", NOTHING)

        .whenLoaded(CONCURRENT + "DelayScheduler")
        .jdk(25, 0)
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .whenLoaded(CONCURRENT + "DelayScheduler$ScheduledForkJoinTask")
        .jdk(25, 0)
        .context(Door.REGISTER, "<init>", "(JJZ" + RUNNABLE + CALLABLE + "L" + CONCURRENT + "ForkJoinPool;)V", SELF);
  }

  private static void completions(Rows rows) {
    String future = "L" + CONCURRENT + "CompletableFuture;";
    rows.whenLoaded(CONCURRENT + "CompletableFuture$AsyncSupply")
        .context(Door.REGISTER, "<init>", "(" + future + "Ljava/util/function/Supplier;)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)
        .whenLoaded(CONCURRENT + "CompletableFuture$AsyncRun")
        .context(Door.REGISTER, "<init>", "(" + future + RUNNABLE + ")V", SELF)
        .context(Door.RESUME, "run", "()V", SELF);
    for (Completion kind : COMPLETIONS) {
      rows.whenLoaded(CONCURRENT + "CompletableFuture$" + kind.name)
          .context(Door.REGISTER, "<init>", "(L" + CONCURRENT + "Executor;" + future.repeat(1 + kind.sources) + "Ljava/" + kind.function + ";)V", SELF)
          .context(Door.RESUME, "tryFire", "(I)" + future, SELF);
    }
    String subscription = CONCURRENT + "SubmissionPublisher$BufferedSubscription";
    rows.whenLoaded(subscription)
        .context(Door.REGISTER, "<init>", "(L" + CONCURRENT + "Flow$Subscriber;L" + CONCURRENT + "Executor;Ljava/util/function/BiConsumer;[Ljava/lang/Object;I)V", SELF)
        .context(Door.RESUME, "consume", "()V", SELF);
  }

  private static void channels(Rows rows) {
    String handler = "Ljava/nio/channels/CompletionHandler;";
    String future = "Ljava/util/concurrent/Future;";
    String transfer = "(ZLjava/nio/ByteBuffer;[Ljava/nio/ByteBuffer;JLjava/util/concurrent/TimeUnit;Ljava/lang/Object;" + handler + ")" + future;
    rows.whenLoaded("sun/nio/fs/AbstractPoller")
        .context(Door.CAPTURE, "register", FileHooks.WATCH, arg(0))

        .whenLoaded("sun/nio/fs/LinuxWatchService$Poller")
        .on(Hook.Os.LINUX)
        .context(Door.SCOPE, "implRegister", "(Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/WatchEvent$Modifier;)Ljava/lang/Object;", arg(0))

        .whenLoaded("sun/nio/ch/UnixAsynchronousSocketChannelImpl")
        .on(Hook.Os.UNIX)
        .context(Door.CAPTURE, "implConnect", "(Ljava/net/SocketAddress;Ljava/lang/Object;" + handler + ")" + future, arg(2))
        .context(Door.CAPTURE, "implRead", transfer, arg(6))
        .context(Door.CAPTURE, "implWrite", transfer, arg(6))
        .whenLoaded("sun/nio/ch/UnixAsynchronousServerSocketChannelImpl")
        .on(Hook.Os.UNIX)
        .context(Door.CAPTURE, "implAccept", "(Ljava/lang/Object;" + handler + ")" + future, arg(1))
        .whenLoaded("sun/nio/ch/EPollPort$EventHandlerTask")
        .on(Hook.Os.LINUX)
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .whenLoaded("sun/nio/ch/KQueuePort$EventHandlerTask")
        .on(Hook.Os.MACOS)
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .whenLoaded("sun/nio/ch/Invoker")
        .context(Door.SCOPE, "invokeUnchecked", "(" + handler + "Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;)V", arg(0));
  }

  private static void references(Rows rows) {
    rows.whenLoaded("jdk/internal/ref/CleanerImpl")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .whenLoaded("jdk/internal/ref/CleanerImpl$PhantomCleanableRef")
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Object;Ljava/lang/ref/Cleaner;" + RUNNABLE + ")V", SELF)
        .context(Door.RESUME, "performCleanup", "()V", SELF)

        .whenLoaded("java/lang/ref/Finalizer")
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Object;)V", SELF)
        .context(Door.RESUME, "runFinalizer", "(Ljdk/internal/access/JavaLangAccess;)V", SELF);
  }
  // spotless:on
}
