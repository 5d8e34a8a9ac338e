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
  private static final String RESULT = "(Ljava/lang/Object;)V";
  private static final String FAILED = "(Ljava/lang/Throwable;)V";

  private KotlinHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    continuations(rows);
    selections(rows);
    handlers(rows);
    dispatchers(rows);
    return rows.rows();
  }

  private static void continuations(Rows rows) {
    rows.whenLoaded(COROUTINES + "DispatchedTask")
        .context(Door.REGISTER, "<init>", "(I)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)
        .whenLoaded(COROUTINES + "DispatchedTaskKt")
        .context(Door.RESUME, "resume", "(L" + COROUTINES + "DispatchedTask;" + CONTINUATION + "Z)V", arg(0))
        .whenLoaded(COROUTINES + "internal/DispatchedContinuation")
        .context(Door.RESUME, "resumeWith", RESULT, SELF)
        // What waits for its last child gets its continuation from whoever ends that.
        .whenLoaded(COROUTINES + "internal/ScopeCoroutine")
        .context(Door.REGISTER, "<init>", "(Lkotlin/coroutines/CoroutineContext;" + CONTINUATION + ")V", SELF)
        .context(Door.RESUME, "afterCompletion", RESULT, SELF)
        .whenLoaded(COROUTINES + "DispatchedCoroutine")
        .context(Door.RESUME, "afterCompletion", RESULT, SELF)

        .whenLoaded("kotlin/coroutines/SafeContinuation")
        .context(Door.REGISTER, "<init>", "(" + CONTINUATION + "Ljava/lang/Object;)V", SELF)
        .context(Door.RESUME, "resumeWith", RESULT, SELF);
    for (String lazy : List.of("LazyDeferredCoroutine", "LazyStandaloneCoroutine")) {
      rows.whenLoaded(COROUTINES + lazy)
          .context(Door.REGISTER, "<init>", "(Lkotlin/coroutines/CoroutineContext;Lkotlin/jvm/functions/Function2;)V", SELF)
          .context(Door.RESUME, "onStart", "()V", SELF);
    }
  }

  /** Of 1.6: what a {@code select} chose is run by whoever made the choice possible. */
  private static void selections(Rows rows) {
    String instance = "L" + COROUTINES + "selects/SelectInstance;";
    String block = "Lkotlin/jvm/functions/Function2;";
    String channels = COROUTINES + "channels/";
    String builder = COROUTINES + "selects/SelectBuilderImpl";
    rows.optional(builder)
        .context(Door.REGISTER, "<init>", "(" + CONTINUATION + ")V", SELF)
        .context(Door.RESUME, "resumeWith", RESULT, SELF)
        .context(Door.RESUME, "resumeSelectWithException", FAILED, SELF)
        .whenLoaded(builder + "$onTimeout$$inlined$Runnable$1")
        .context(Door.REGISTER, "<init>", "(L" + builder + ";" + FUNCTION + ")V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)

        .whenLoaded(channels + "AbstractChannel$ReceiveSelect")
        .context(Door.REGISTER, "<init>", "(L" + channels + "AbstractChannel;" + instance + block + "I)V", SELF)
        .context(Door.RESUME, "completeResumeReceive", RESULT, SELF)
        .context(Door.RESUME, "resumeReceiveClosed", "(L" + channels + "Closed;)V", SELF)
        .whenLoaded(channels + "AbstractSendChannel$SendSelect")
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Object;L" + channels + "AbstractSendChannel;" + instance + block + ")V", SELF)
        .context(Door.RESUME, "completeResumeSend", "()V", SELF)
        .whenLoaded(COROUTINES + "sync/MutexImpl$LockSelect")
        .context(Door.REGISTER, "<init>", "(L" + COROUTINES + "sync/MutexImpl;Ljava/lang/Object;" + instance + block + ")V", SELF)
        .context(Door.RESUME, "completeResumeLockWaiter", "()V", SELF)
        .whenLoaded(COROUTINES + "SelectAwaitOnCompletion")
        .context(Door.REGISTER, "<init>", "(" + instance + block + ")V", SELF)
        .context(Door.RESUME, "invoke", FAILED, SELF)
        .whenLoaded(COROUTINES + "SelectJoinOnCompletion")
        .context(Door.REGISTER, "<init>", "(" + instance + FUNCTION + ")V", SELF)
        .context(Door.RESUME, "invoke", FAILED, SELF);
  }

  /** What is to be called when a job ends or is cancelled, by whoever ends or cancels it. */
  private static void handlers(Rows rows) {
    for (String node : List.of("InvokeOnCompletion", "InvokeOnCancelling")) {
      rows.optional(COROUTINES + node)
          .context(Door.REGISTER, "<init>", "(" + FUNCTION + ")V", SELF)
          .context(Door.REGISTER, "<init>", "(L" + COROUTINES + "InternalCompletionHandler;)V", SELF)
          .whenLoaded(COROUTINES + node)
          .context(Door.RESUME, "invoke", FAILED, SELF);
    }
    for (String handler : List.of("InvokeOnCancel", "CancelHandler$UserSupplied")) {
      rows.whenLoaded(COROUTINES + handler)
          .context(Door.REGISTER, "<init>", "(" + FUNCTION + ")V", SELF)
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
