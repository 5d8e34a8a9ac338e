package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.arg;

import java.util.List;

/**
 * Where work changes threads. Tasks are never wrapped: their identity is what {@code remove},
 * priority queues and {@code beforeExecute} rely on.
 */
public final class ContextHooks {
  private static final String RUNNABLE = "(Ljava/lang/Runnable;)V";

  private ContextHooks() {}

  public static List<Hook> rows() {
    return new Rows()
        .in("java/util/concurrent/ThreadPoolExecutor")
        .context(Door.CAPTURE, "execute", RUNNABLE, arg(0))
        .context(Door.DISCARD, "reject", RUNNABLE, arg(0))
        .context(
            Door.RUN, "runWorker", "(Ljava/util/concurrent/ThreadPoolExecutor$Worker;)V", NOTHING)
        .in("java/util/concurrent/ScheduledThreadPoolExecutor")
        .context(
            Door.CAPTURE,
            "delayedExecute",
            "(Ljava/util/concurrent/RunnableScheduledFuture;)V",
            arg(0))
        .rows();
  }
}
