package dev.sallyport.agent.context;

import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Opens contexts, carries them, and tells the current one.
 *
 * <p>A new thread has the context of the thread that made it, because thread locals are inherited
 * when a thread is constructed; that covers virtual threads and executors that start a thread per
 * task without a hook in either. A pool's thread has the context of its task, or none: what it
 * inherited when the pool happened to start it is put away at its first task.
 */
public final class Contexts {
  @SuppressWarnings("ThreadLocalUsage") // the agent has one instance, for the life of the JVM
  private final Inherited states = new Inherited();

  private final Handovers handovers = new Handovers();

  /** A named class, not a lambda: it is used while classes load. */
  private static final class Inherited extends InheritableThreadLocal<ThreadState> {
    @Override
    protected ThreadState initialValue() {
      return new ThreadState(null, /* exempt= */ false);
    }

    @Override
    protected ThreadState childValue(ThreadState parent) {
      return new ThreadState(parent.context, parent.exempt);
    }
  }

  /** This thread's state. */
  public ThreadState state() {
    return states.get();
  }

  /**
   * Begins a check on this thread.
   *
   * @return null where nothing is to be checked: the agent itself is at work here
   */
  public @Nullable ThreadState enter() {
    ThreadState state = states.get();
    if (state.inside || state.exempt) {
      return null;
    }
    state.inside = true;
    return state;
  }

  /** Ends what {@link #enter} began. */
  public void leave(ThreadState state) {
    state.inside = false;
  }

  /** The context of this thread; null for the server itself. */
  public @Nullable Context current() {
    return states.get().context;
  }

  /** From here on this thread is the agent's own, and so are the threads it starts. */
  public void exempt() {
    states.set(new ThreadState(null, /* exempt= */ true));
  }

  /** Runs on this thread for that context, until {@link #end}. */
  public void begin(@Nullable Context context) {
    ThreadState state = states.get();
    state.suspended = new ThreadState.Suspended(state.context, state.suspended);
    state.context = context;
  }

  /** Goes back to what was before the last {@link #begin} on this thread. */
  public void end() {
    ThreadState state = states.get();
    ThreadState.Suspended suspended = state.suspended;
    if (suspended != null) {
      state.context = suspended.context();
      state.suspended = suspended.next();
    }
  }

  /** Work was handed over by this thread. */
  public void capture(Object work) {
    ThreadState state = states.get();
    if (!state.exempt) {
      handovers.put(work, state.context);
    }
  }

  /** Work that was handed over will not run. */
  public void discard(Object work) {
    handovers.take(work);
  }

  /**
   * Begins work that may have been handed over; if it was not, the thread's context stays.
   *
   * @param work null for the work of a thread that serves everyone, and so has no context
   */
  public void beginWork(@Nullable Object work) {
    Context context = work == null ? null : handovers.peek(work);
    begin(context == null && work != null ? states.get().context : context);
  }

  /**
   * Runs a pool's task for whoever handed it over, and leaves the pool's thread with no context.
   */
  public void run(Runnable task) {
    ThreadState state = states.get();
    if (!state.exempt) {
      boolean again = task instanceof RunnableScheduledFuture<?> future && future.isPeriodic();
      state.context = again ? handovers.peek(task) : handovers.take(task);
    }
    try {
      task.run();
    } finally {
      state.context = null;
    }
  }
}
