package dev.sallyport.agent.context;

import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * Opens contexts, carries them, and tells the current one.
 *
 * <p>Work reaches another thread in three ways, and each has its rule.
 *
 * <ul>
 *   <li>A new thread has the context of the thread that made it, because thread locals are
 *       inherited when a thread is constructed; that covers virtual threads and executors that
 *       start a thread per task without a hook in either. Of one that inherits none, the context is
 *       handed over by the thread object.
 *   <li>Work that is <em>handed over</em>, to a pool or a loop, runs once for whoever handed it
 *       over. A thread that serves many has the context of its work or none: what it inherited when
 *       a call happened to start it is put away.
 *   <li>A callback that is <em>registered</em>, with a future, a subscription or a timer, runs for
 *       whoever registered it, whoever calls it.
 * </ul>
 *
 * <p>A request over HTTP goes the same ways, but for the first: a thread that it happened to start
 * may go on to serve others, which would then be taken for that one.
 */
public final class Contexts {
  /** Of {@code java.lang.Thread}, from JDK 19. */
  private static final int NO_INHERIT_THREAD_LOCALS = 1 << 2;

  private static final boolean THREADS_HAVE_CHARACTERISTICS = Runtime.version().feature() >= 19;

  /** Runs virtual threads; on it nothing may be captured that they hand over while they unmount. */
  private static final @Nullable Class<?> CARRIER = find("jdk.internal.misc.CarrierThread");

  /** Threads of the JDK's own, which serve everyone. */
  private static final @Nullable Class<?> INNOCUOUS = find("jdk.internal.misc.InnocuousThread");

  private final Handovers handovers = new Handovers();
  private final Registrations registrations = new Registrations();
  private final RunsOnce runsOnce;

  @SuppressWarnings("ThreadLocalUsage") // the agent has one instance, for the life of the JVM
  private final Inherited states = new Inherited(handovers);

  /**
   * No context is open, and no work waits.
   *
   * @param trusted a lookup with access to {@code java.util.concurrent}
   */
  public Contexts(MethodHandles.Lookup trusted) {
    runsOnce = new RunsOnce(trusted);
  }

  /** A named class, not a lambda: it is used while classes load. */
  private static final class Inherited extends InheritableThreadLocal<ThreadState> {
    private final Handovers handovers;

    Inherited(Handovers handovers) {
      this.handovers = handovers;
    }

    @Override
    protected ThreadState initialValue() {
      return new ThreadState(handovers.take(Thread.currentThread()), /* exempt= */ false);
    }

    @Override
    protected ThreadState childValue(ThreadState parent) {
      return new ThreadState(parent.context(), parent.exempt);
    }
  }

  private static @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name, /* initialize= */ false, /* loader= */ null);
    } catch (ClassNotFoundException e) {
      return null;
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

  /** Whether the agent itself is at work on this thread. */
  public boolean isOwn() {
    ThreadState state = states.get();
    return state.inside || state.exempt;
  }

  /** Ends what {@link #enter} began. */
  public void leave(ThreadState state) {
    state.inside = false;
  }

  /** The context of this thread; null for the server itself. */
  public @Nullable Context current() {
    return states.get().context();
  }

  /** The request over HTTP that this thread serves; null where none is known. */
  public @Nullable Arrival arrival() {
    return states.get().cause instanceof Arrival arrival ? arrival : null;
  }

  /**
   * A request arrived, and this thread is about to begin the work on it. What happens within a call
   * stays the call's, whatever it says it is.
   *
   * @param request begins with {@link #beginWork} on this thread next
   */
  public void arrive(Object request, Arrival arrival) {
    ThreadState state = enter();
    if (state != null) {
      try {
        // Servers use their objects again.
        handovers.take(request);
        if (state.context() == null) {
          arrival.serving().begin(request);
          handovers.put(request, arrival);
        }
      } finally {
        state.inside = false;
      }
    }
  }

  /** As {@link #arrive}, of a request whose object is its own, and calls back until it ends. */
  public void arriveInParts(Object request, Arrival arrival) {
    ThreadState state = enter();
    if (state != null) {
      try {
        if (state.context() == null) {
          arrival.serving().begin(request);
          registrations.put(request, arrival);
        }
      } finally {
        state.inside = false;
      }
    }
  }

  /** From here on this thread is the agent's own, and so are the threads it starts. */
  public void exempt() {
    states.set(new ThreadState(null, /* exempt= */ true));
  }

  /** Runs on this thread for that cause, until {@link #end}. */
  public void begin(@Nullable Cause cause) {
    states.get().begin(cause);
  }

  /** Goes back to what was before the last {@link #begin} on this thread. */
  public void end() {
    ThreadState state = states.get();
    Running ended = state.end();
    if (ended != null && !state.inside) {
      state.inside = true;
      try {
        if (runsOnce.hasRun(ended)) {
          registrations.remove(ended.callback());
        }
      } finally {
        state.inside = false;
      }
    }
  }

  /**
   * Work was handed over by this thread. Guarded as a check is: what loads a class here may itself
   * hand something over, or register it.
   *
   * @param work null where nothing is to be called back
   */
  public void capture(@Nullable Object work) {
    if (work == null || Thread.currentThread().getClass() == CARRIER) {
      return;
    }
    ThreadState state = enter();
    if (state != null) {
      try {
        if (registrations.get(work) == null) {
          handovers.put(work, state.cause);
        }
      } finally {
        state.inside = false;
      }
    }
  }

  /** Work that was handed over will not run. */
  public void discard(Object work) {
    handovers.take(work);
  }

  /**
   * A thread was made by this one.
   *
   * @param how before JDK 19 whether it inherits thread locals, since then its characteristics
   */
  public void inherit(Thread thread, int how) {
    boolean inherits =
        THREADS_HAVE_CHARACTERISTICS ? (how & NO_INHERIT_THREAD_LOCALS) == 0 : how != 0;
    if (!inherits && thread.getClass() != INNOCUOUS && arrival() == null) {
      capture(thread);
    }
  }

  /** A callback was registered by this thread. */
  public void register(Object callback) {
    ThreadState state = enter();
    if (state != null) {
      try {
        registrations.put(callback, state.cause);
      } finally {
        state.inside = false;
      }
    }
  }

  /**
   * Begins work that may have been handed over or registered; if it was not, the thread's context
   * stays.
   *
   * @param work null for the work of a thread that serves everyone, and so has no context
   */
  public void beginWork(@Nullable Object work) {
    ThreadState state = states.get();
    if (work == null) {
      state.begin(null);
    } else {
      Cause cause = whose(work);
      state.begin(cause == null ? state.cause : cause);
    }
  }

  /** Begins a callback for whoever registered it: if no call did, that is the server. */
  public void resume(Object callback) {
    ThreadState state = states.get();
    Cause cause = registrations.get(callback);
    if (cause == null || state.inside || state.exempt) {
      state.begin(cause);
      return;
    }
    Running running;
    state.inside = true;
    try {
      running = runsOnce.begin(callback);
    } finally {
      state.inside = false;
    }
    if (running == null) {
      state.begin(cause);
    } else {
      state.begin(cause, running);
    }
  }

  /**
   * From here on a thread that serves many has the context of that work, or none.
   *
   * @param work null between one work and the next
   */
  public void adopt(@Nullable Object work) {
    ThreadState state = states.get();
    if (!state.exempt) {
      state.adopt(work == null ? null : whose(work));
    }
  }

  /** A registration outlives the hand-overs that its callback may need to be called. */
  private @Nullable Cause whose(Object work) {
    Cause handed = handovers.take(work);
    Cause registered = registrations.get(work);
    return registered == null ? handed : registered;
  }

  /** Lets go of the contexts that nothing can reach any more. */
  public void forgetDead() {
    handovers.forgetDead();
    registrations.forgetDead();
  }

  /** Whether no work waits, and no callback lives, of any call; what just died may still count. */
  boolean isEmpty() {
    return handovers.isEmpty() && registrations.isEmpty();
  }
}
