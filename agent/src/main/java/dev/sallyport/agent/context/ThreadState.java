package dev.sallyport.agent.context;

import org.jspecify.annotations.Nullable;

/** What one thread is doing. Used by that thread only. */
public final class ThreadState {
  /** Null where the thread works for the server itself, and for no request that is known. */
  @Nullable Cause cause;

  /**
   * Whether the agent's own code is running, whose I/O is not decided on. Public so that the gates
   * can leave without a call, which may need more stack than there is.
   */
  public boolean inside;

  /** A thread of the agent's own. */
  final boolean exempt;

  private @Nullable Suspended suspended;

  /** How many scopes began since the last of {@link #suspended} without a change of cause. */
  private int same;

  ThreadState(@Nullable Cause cause, boolean exempt) {
    this.cause = cause;
    this.exempt = exempt;
  }

  /** Null where the thread works for the server itself. */
  public @Nullable Context context() {
    return cause instanceof Context context ? context : null;
  }

  /** What the thread works for. */
  public @Nullable Cause cause() {
    return cause;
  }

  /** Most scopes change nothing, and cost nothing then. */
  @SuppressWarnings("ReferenceEquality") // equals of a record would link classes inside a hook
  void begin(@Nullable Cause next) {
    if (next == cause) {
      same++;
    } else {
      suspend(next, null);
    }
  }

  /** The same, of a callback that {@link #end} is to answer. */
  void begin(Cause next, Running callback) {
    suspend(next, callback);
  }

  private void suspend(@Nullable Cause next, @Nullable Running callback) {
    suspended = new Suspended(cause, same, callback, suspended);
    cause = next;
    same = 0;
  }

  /** Answers the callback that ended, where it is to be told. */
  @Nullable Running end() {
    if (same > 0) {
      same--;
      return null;
    }
    Suspended ended = suspended;
    if (ended == null) {
      return null;
    }
    cause = ended.cause;
    same = ended.same;
    suspended = ended.next;
    return ended.callback;
  }

  /**
   * Turns to another cause inside the scope that began last. Where that scope changed nothing when
   * it began, there is something to go back to only now.
   */
  @SuppressWarnings("ReferenceEquality") // as above
  void adopt(@Nullable Cause next) {
    if (next != cause) {
      if (same > 0) {
        suspended = new Suspended(cause, same - 1, null, suspended);
        same = 0;
      }
      cause = next;
    }
  }

  /**
   * A cause that waits while other work runs on the thread.
   *
   * @param callback that runs meanwhile; null for what has not to be told when it ends
   */
  private record Suspended(
      @Nullable Cause cause, int same, @Nullable Running callback, @Nullable Suspended next) {}
}
