package dev.sallyport.agent.context;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the JDK's tasks and completions, which run once, whether they have: a request by {@code
 * java.net.http} takes some dozens, and to forget them here spares the collector as many weak
 * references.
 *
 * <p>Whose it is, is forgotten of what is told here, so it is told only where whoever runs the
 * callback has looked that up before. Of all else the collector tells.
 */
final class RunsOnce {
  private final MethodHandles.Lookup trusted;

  /** Made at the first use: a start takes some ms for it, and many servers never need it. */
  private volatile @Nullable Fields fields;

  RunsOnce(MethodHandles.Lookup trusted) {
    this.trusted = trusted;
  }

  /**
   * A callback begins on this thread.
   *
   * @return null for one that may run again, or is not known here
   */
  @Nullable Running begin(Object callback) {
    if (callback instanceof FutureTask) {
      return new Running(callback, /* wasUnclaimed= */ false);
    }
    if (!(callback instanceof AsynchronousCompletionTask)) {
      return null;
    }
    Fields known = fields();
    return new Running(
        callback,
        known.completion.isInstance(callback) && known.isUnclaimed((ForkJoinTask<?>) callback));
  }

  /** Whether a callback that ended on this thread will not run any more. */
  boolean hasRun(Running ended) {
    Object callback = ended.callback();
    Fields known = fields();
    if (callback instanceof FutureTask<?> task) {
      return known.hasRun(task);
    }
    // All others take what they run out of their fields first.
    return !known.completion.isInstance(callback)
        || known.hasRun((ForkJoinTask<?>) callback, ended.wasUnclaimed());
  }

  private Fields fields() {
    Fields known = fields;
    if (known == null) {
      known = Fields.of(trusted);
      fields = known;
    }
    return known;
  }

  /**
   * What the JDK keeps of them. Two threads may make it: both are the same.
   *
   * @param completion the class of those that wait for a future
   * @param executor of a completion; null where it runs on the thread that it is fired on, and once
   *     it is claimed
   * @param dependent the future that a completion completes; null once it has
   * @param state of a task; 0 until its body has returned, or it was cancelled
   */
  private record Fields(
      Class<?> completion, MethodHandle executor, MethodHandle dependent, MethodHandle state) {
    static Fields of(MethodHandles.Lookup trusted) {
      MethodType object = MethodType.methodType(Object.class, Object.class);
      try {
        Class<?> completion = Class.forName("java.util.concurrent.CompletableFuture$UniCompletion");
        return new Fields(
            completion,
            getter(trusted, completion, "executor", Executor.class).asType(object),
            getter(trusted, completion, "dep", CompletableFuture.class).asType(object),
            getter(trusted, FutureTask.class, "state", int.class));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      } catch (ReflectiveOperationException e) {
        // Of a JDK that is built otherwise the collector tells everything: no field is ever null.
        MethodHandle some = MethodHandles.identity(Object.class);
        MethodHandle never =
            MethodHandles.empty(MethodType.methodType(int.class, FutureTask.class));
        return new Fields(ForkJoinTask.class, some, some, never);
      }
    }

    private static MethodHandle getter(
        MethodHandles.Lookup trusted, Class<?> owner, String name, Class<?> type)
        throws ReflectiveOperationException {
      // Volatile, so that a claim is seen by whoever sees what came of it.
      return MethodHandles.privateLookupIn(owner, trusted)
          .findVarHandle(owner, name, type)
          .toMethodHandle(VarHandle.AccessMode.GET_VOLATILE);
    }

    boolean isUnclaimed(ForkJoinTask<?> callback) {
      return read(executor, callback) == null && callback.getForkJoinTaskTag() == 0;
    }

    /** One that has to wait for another future keeps its own, but is claimed. */
    boolean hasRun(ForkJoinTask<?> callback, boolean wasUnclaimed) {
      return read(dependent, callback) == null
          || (wasUnclaimed && callback.getForkJoinTaskTag() != 0);
    }

    boolean hasRun(FutureTask<?> task) {
      try {
        return (int) state.invokeExact(task) != 0;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    private static @Nullable Object read(MethodHandle field, Object callback) {
      try {
        return (Object) field.invokeExact(callback);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
