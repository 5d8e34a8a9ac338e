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
  private static final String RUNNABLE = "Ljava/lang/Runnable;";
  private static final String SCHEDULED = "Ljava/util/concurrent/RunnableScheduledFuture;";
  private static final String TASK = "Ljava/util/concurrent/ForkJoinTask;";
  private static final String WORKER = "Ljava/util/concurrent/ThreadPoolExecutor$Worker;";

  private ContextHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    return new Rows()
        .in(CONCURRENT + "ThreadPoolExecutor")
        .context(Door.CAPTURE, "execute", "(" + RUNNABLE + ")V", arg(0))
        .context(Door.DISCARD, "reject", "(" + RUNNABLE + ")V", arg(0))
        .context(Door.RUN, "runWorker", "(" + WORKER + ")V", NOTHING)

        .in(CONCURRENT + "ScheduledThreadPoolExecutor")
        .context(Door.CAPTURE, "delayedExecute", "(" + SCHEDULED + ")V", arg(0))

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

        .whenLoaded("sun/nio/fs/AbstractPoller")
        .context(Door.CAPTURE, "register", FileHooks.WATCH, arg(0))

        .whenLoaded("sun/nio/fs/LinuxWatchService$Poller")
        .on(Hook.Os.LINUX)
        .context(Door.SCOPE, "implRegister", "(Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/WatchEvent$Modifier;)Ljava/lang/Object;", arg(0))

        .whenLoaded("java/util/TimerThread")
        .context(Door.SCOPE, "run", "()V", NOTHING)

        .whenLoaded("jdk/internal/net/http/HttpClientImpl$SelectorManager")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .rows();
  }
  // spotless:on
}
