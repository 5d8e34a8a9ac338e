package java.lang;

/**
 * The only class that woven code calls, and the only one of Sallyport's that the JVM's own classes
 * can see.
 *
 * <p>It lives in {@code java.lang} so that it resolves from every module and every class loader
 * without read edges. Each door forwards to the {@link Guard} that was handed over before this
 * class was initialised, and does nothing else: no lambda, no string concatenation, no class is
 * loaded here while a hook runs.
 *
 * <p>The first argument of each door stands for the row in the hook table that fired, under a seal:
 * only what was woven knows it. Classes of the agent's own that live in an application show what
 * they were handed.
 */
public final class SallyportGate {

  /** Constant for the JIT: the agent hands the guard over, then initialises this class, once. */
  private static final Guard GUARD = Guard.takeOver();

  private SallyportGate() {}

  /**
   * Before an operation.
   *
   * @return whether to refuse, where the row says that a refusal is a value and not an exception
   */
  public static boolean check(int hook, Object a, Object b, int n, int m) {
    return GUARD.check(hook, a, b, n, m);
  }

  /**
   * Before bytes leave that lie outside of the heap.
   *
   * @param address of the bytes, or of what tells where they are
   */
  public static void send(int hook, Object socket, long address, int count) {
    GUARD.send(hook, socket, address, count);
  }

  /** After an operation that succeeded, before its caller sees the result. */
  public static void verify(int hook, Object a, Object b, int n, int m) {
    GUARD.verify(hook, a, b, n, m);
  }

  /** Takes the result of a method and answers what its caller gets instead. */
  public static Object replace(int hook, Object self, Object result) {
    return GUARD.replace(hook, self, result);
  }

  /**
   * Before an operation, takes one of its arguments and answers what it gets instead. Throws where
   * it is refused, or answers what the method is to answer where the row says so.
   */
  public static Object exchange(int hook, Object a, Object b, Object argument) {
    return GUARD.exchange(hook, a, b, argument);
  }

  /**
   * A server calls one of its tools.
   *
   * @param tool its name, as the server has it
   * @param arguments of the call, as the server has them
   * @param result of the method; null for {@code void} and what is no object
   * @return what the method is to answer where the call is refused, or null for its body to run
   */
  public static Object dispatch(int hook, Object tool, Object arguments, Class<?> result) {
    return GUARD.dispatch(hook, tool, arguments, result);
  }

  /** The call that was last dispatched on this thread answered; answers what its caller gets. */
  public static Object answered(int hook, Object result) {
    return GUARD.answered(hook, result);
  }

  /** The same, where it failed. Throws where its caller is to get no answer. */
  public static Object failed(int hook, Throwable failure) {
    return GUARD.failed(hook, failure);
  }

  /** Work was handed over to run later, on whatever thread. */
  public static void capture(int hook, Object work) {
    GUARD.capture(hook, work);
  }

  /** Work that was handed over will not run. */
  public static void discard(int hook, Object work) {
    GUARD.discard(hook, work);
  }

  /** A thread was made; how it inherits is passed as its constructor has it. */
  public static void inherit(int hook, Object thread, int how) {
    GUARD.inherit(hook, thread, how);
  }

  /** A callback was registered, to be called by whatever thread, any number of times. */
  public static void register(int hook, Object callback) {
    GUARD.register(hook, callback);
  }

  /** A thread that serves many turns to that work, or with null to none. */
  public static void adopt(int hook, Object work) {
    GUARD.adopt(hook, work);
  }

  /** A callback that was registered begins on this thread. */
  public static void resume(int hook, Object callback) {
    GUARD.resume(hook, callback);
  }

  /** Work that was handed over begins on this thread. */
  public static void begin(int hook, Object work) {
    GUARD.begin(hook, work);
  }

  /** The work or callback that last began on this thread ended, normally or not. */
  public static void end(int hook) {
    GUARD.end(hook);
  }

  /**
   * A context begins on this thread.
   *
   * @param context as an exchange handed it out
   */
  public static void enter(Object context) {
    GUARD.enter(context);
  }

  /**
   * The context that was last entered on this thread ends.
   *
   * @param context that one
   */
  public static void leave(Object context) {
    GUARD.leave(context);
  }

  /** What stands behind the doors. The agent has the one implementation. */
  public abstract static class Guard {
    /** Written and read once, under the lock of this class. */
    private static Guard handover;

    protected Guard() {}

    /** Hands the guard to the gate. Works once, before the gate is initialised. */
    static synchronized void handOver(Guard guard) {
      if (handover != null) {
        throw new IllegalStateException("the gate has its guard");
      }
      handover = guard;
    }

    static synchronized Guard takeOver() {
      if (handover == null) {
        throw new IllegalStateException("the gate has no guard");
      }
      return handover;
    }

    public abstract boolean check(int hook, Object a, Object b, int n, int m);

    public abstract void send(int hook, Object socket, long address, int count);

    public abstract void verify(int hook, Object a, Object b, int n, int m);

    public abstract Object replace(int hook, Object self, Object result);

    public abstract Object exchange(int hook, Object a, Object b, Object argument);

    public abstract Object dispatch(int hook, Object tool, Object arguments, Class<?> result);

    public abstract Object answered(int hook, Object result);

    public abstract Object failed(int hook, Throwable failure);

    public abstract void capture(int hook, Object work);

    public abstract void discard(int hook, Object work);

    public abstract void inherit(int hook, Object thread, int how);

    public abstract void register(int hook, Object callback);

    public abstract void adopt(int hook, Object work);

    public abstract void resume(int hook, Object callback);

    public abstract void begin(int hook, Object work);

    public abstract void end(int hook);

    public abstract void enter(Object context);

    public abstract void leave(Object context);
  }
}
