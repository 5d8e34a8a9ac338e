package dev.sallyport.agent.context;

import org.jspecify.annotations.Nullable;

/** What one thread is doing. Used by that thread only. */
public final class ThreadState {
  /** Null where the thread works for the server itself. */
  @Nullable Context context;

  /**
   * Whether the agent's own code is running, whose I/O is not decided on. Public so that the gates
   * can leave without a call, which may need more stack than there is.
   */
  public boolean inside;

  /** A thread of the agent's own. */
  final boolean exempt;

  private @Nullable Suspended suspended;

  /** How many scopes began since the last of {@link #suspended} without a change of context. */
  private int same;

  ThreadState(@Nullable Context context, boolean exempt) {
    this.context = context;
    this.exempt = exempt;
  }

  /** Null where the thread works for the server itself. */
  public @Nullable Context context() {
    return context;
  }

  /** Most scopes change nothing, and cost nothing then. */
  @SuppressWarnings("ReferenceEquality") // equals of a record would link classes inside a hook
  void begin(@Nullable Context next) {
    if (next == context) {
      same++;
    } else {
      suspended = new Suspended(context, same, suspended);
      context = next;
      same = 0;
    }
  }

  void end() {
    if (same > 0) {
      same--;
    } else if (suspended != null) {
      context = suspended.context;
      same = suspended.same;
      suspended = suspended.next;
    }
  }

  /**
   * Turns to another context inside the scope that began last. Where that scope changed nothing
   * when it began, there is something to go back to only now.
   */
  @SuppressWarnings("ReferenceEquality") // as above
  void adopt(@Nullable Context next) {
    if (next != context) {
      if (same > 0) {
        suspended = new Suspended(context, same - 1, suspended);
        same = 0;
      }
      context = next;
    }
  }

  /** A context that waits while other work runs on the thread. */
  private record Suspended(@Nullable Context context, int same, @Nullable Suspended next) {}
}
