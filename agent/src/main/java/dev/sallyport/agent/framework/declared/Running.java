package dev.sallyport.agent.framework.declared;

import dev.sallyport.agent.framework.Use;
import dev.sallyport.agent.framework.json.Reply;
import dev.sallyport.agent.weave.Hook;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call that runs in a declared method, on one thread. */
final class Running {
  final Hook hook;

  /** Null where the adapter failed, which in audit mode stops nothing. */
  final @Nullable Use<Reply> use;

  /** The call that it was made in. */
  final @Nullable Running outer;

  private final @Nullable Class<?> result;

  /** What its method ends with, once that is settled. */
  @Nullable Throwable leaving;

  /**
   * One that begins.
   *
   * @param result of the method; null where that is no object
   */
  Running(Hook hook, @Nullable Class<?> result, @Nullable Use<Reply> use, @Nullable Running outer) {
    this.hook = hook;
    this.result = result;
    this.use = use;
    this.outer = outer;
  }

  /** Whether the method may answer by a future. */
  boolean isAsynchronous() {
    return result != null && result.isAssignableFrom(CompletableFuture.class);
  }

  boolean hasLeft(Throwable failure) {
    return leaving == failure;
  }

  /** What the method answers, or throws; a future fails. */
  @SuppressWarnings("FutureReturnValueIgnored") // it is what the method answers
  @Nullable Object told(Reply reply) {
    Throwable thrown = reply.thrown();
    if (thrown == null) {
      return reply.result();
    }
    if (isAsynchronous() && result != Object.class) {
      return CompletableFuture.failedFuture(thrown);
    }
    throw Running.<RuntimeException>sneaky(thrown);
  }

  /** The method's callers expect its checked exceptions, which no door can declare. */
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // the cast that is erased is the point
  static <T extends Throwable> T sneaky(Throwable exception) throws T {
    throw (T) exception;
  }
}
