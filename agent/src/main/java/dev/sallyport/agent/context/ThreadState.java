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

  /** What {@link Contexts#end} goes back to. */
  @Nullable Suspended suspended;

  /** A thread of the agent's own. */
  final boolean exempt;

  ThreadState(@Nullable Context context, boolean exempt) {
    this.context = context;
    this.exempt = exempt;
  }

  /** Null where the thread works for the server itself. */
  public @Nullable Context context() {
    return context;
  }

  /** A context that waits while other work runs on the thread. */
  record Suspended(@Nullable Context context, @Nullable Suspended next) {}
}
