package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import java.util.List;

/**
 * Coroutines, from 1.6. Each of their continuations is made by the coroutine that it continues, and
 * so runs for the call that launched that, whoever resumes it and wherever it is dispatched.
 */
public final class KotlinHooks {
  private static final String COROUTINES = "kotlinx/coroutines/";
  private static final String CONTINUATION = "Lkotlin/coroutines/Continuation;";
  private static final String FUNCTION = "Lkotlin/jvm/functions/Function1;";
  private static final String DISPATCHED =
      "(Lkotlin/coroutines/CoroutineContext;Ljava/lang/Runnable;)V";
  private static final String RUNNABLE = "java/lang/Runnable";
  private static final String FAILED = "(Ljava/lang/Throwable;)V";

  private KotlinHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    continuations(rows);
    handlers(rows);
    dispatchers(rows);
    return rows.rows();
  }

  private static void continuations(Rows rows) {
    String resumed = "(" + CONTINUATION + "Ljava/lang/Object;";
    rows.whenLoaded(COROUTINES + "DispatchedTask")
        .context(Door.REGISTER, "<init>", "(I)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)
        .whenLoaded(COROUTINES + "DispatchedTaskKt")
        .context(Door.RESUME, "resume", "(L" + COROUTINES + "DispatchedTask;" + CONTINUATION + "Z)V", arg(0))
        .whenLoaded(COROUTINES + "internal/DispatchedContinuation")
        .context(Door.RESUME, "resumeWith", "(Ljava/lang/Object;)V", SELF)
        // One that no dispatcher has is not registered.
        .optional(COROUTINES + "internal/DispatchedContinuationKt")
        .context(Door.SCOPE, "resumeCancellableWith", resumed + FUNCTION + ")V", arg(0))
        .context(Door.SCOPE, "resumeCancellableWith", resumed + ")V", arg(0))

        .whenLoaded("kotlin/coroutines/SafeContinuation")
        .context(Door.REGISTER, "<init>", "(" + CONTINUATION + "Ljava/lang/Object;)V", SELF)
        .context(Door.RESUME, "resumeWith", "(Ljava/lang/Object;)V", SELF);
    for (String lazy : List.of("LazyDeferredCoroutine", "LazyStandaloneCoroutine")) {
      rows.whenLoaded(COROUTINES + lazy)
          .context(Door.REGISTER, "<init>", "(Lkotlin/coroutines/CoroutineContext;Lkotlin/jvm/functions/Function2;)V", SELF)
          .context(Door.RESUME, "onStart", "()V", SELF);
    }
  }

  /** What is to be called when a job ends or is cancelled, by whoever ends or cancels it. */
  private static void handlers(Rows rows) {
    for (String handler : List.of("InvokeOnCompletion", "InvokeOnCancelling", "InvokeOnCancel", "CancelHandler$UserSupplied")) {
      rows.optional(COROUTINES + handler)
          .context(Door.REGISTER, "<init>", "(" + FUNCTION + ")V", SELF)
          .context(Door.REGISTER, "<init>", "(L" + COROUTINES + "InternalCompletionHandler;)V", SELF)
          .whenLoaded(COROUTINES + handler)
          .context(Door.RESUME, "invoke", FAILED, SELF);
    }
  }

  /** Threads and drains that serve all, and what is dispatched without being a coroutine's. */
  private static void dispatchers(Rows rows) {
    String task = COROUTINES + "scheduling/TaskImpl";
    String limited = COROUTINES + "internal/LimitedDispatcher";
    String loop = COROUTINES + "EventLoopImplBase";
    rows.whenLoaded(COROUTINES + "scheduling/CoroutineScheduler$Worker")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .whenLoaded(COROUTINES + "DefaultExecutor")
        .context(Door.SCOPE, "run", "()V", NOTHING)

        .optional(task)
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Runnable;JL" + COROUTINES + "scheduling/TaskContext;)V", SELF)
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Runnable;JZ)V", SELF)
        .whenLoaded(task)
        .context(Door.RESUME, "run", "()V", SELF)

        .whenLoaded(limited)
        .context(Door.CAPTURE, "dispatch", DISPATCHED, arg(1))
        .context(Door.CAPTURE, "dispatchYield", DISPATCHED, arg(1))
        .optional(limited)
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore(RUNNABLE, "run", "()V", "run", "()V", SELF)
        .whenLoaded(limited + "$Worker")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore(RUNNABLE, "run", "()V", "run", "()V", SELF)

        .whenLoaded(loop)
        .context(Door.CAPTURE, "dispatch", DISPATCHED, arg(1))
        .context(Door.SCOPE, "processNextEvent", "()J", SELF)
        .adoptBefore(RUNNABLE, "run", "()V", "processNextEvent", "()J", SELF);
  }
  // spotless:on
}
