package dev.sallyport.agent.scan;

/**
 * A small JDK: {@code Api} is exported, all else is not. Each native method is reached in another
 * way, and {@code gate} is where the rows of the test stand.
 */
final class ToyJdk {
  private ToyJdk() {}

  /** What code outside can call. */
  public static class Api {
    public static void one() {
      Inside.gate();
    }

    public static void second() {
      Inside.otherGate();
      Inside.secondWay();
    }

    public static void virtual(Base base) {
      base.open();
    }

    public static void lambda() {
      Inside.lambdaGate();
    }

    public static void openLambda() {
      Runnable run = () -> Inside.inOpenLambda();
      run.run();
    }

    public static native void direct();

    protected Object local() {
      return Inside.localGate();
    }
  }

  /** What outside code may extend, or get an instance of. */
  public interface Opener {
    void open();
  }

  /** Not visible, called by its visible base. */
  abstract static class Base {
    abstract void open();
  }

  /** Guarded, as another of its kind is not. */
  static final class Guarded extends Base {
    @Override
    void open() {
      Inside.inVirtual();
    }
  }

  /** Not guarded. */
  static final class Forgotten extends Base {
    @Override
    void open() {
      Inside.inOpenVirtual();
    }
  }

  /** Its method is that of a visible type, so anyone who gets an instance calls it. */
  static final class HiddenOpener implements Opener {
    @Override
    public void open() {
      Inside.overridden();
    }
  }

  /** The native methods, and who calls them. */
  static final class Inside {
    private Inside() {}

    static void gate() {
      throughOne();
      throughTwo();
      throughOneOfTwo();
    }

    static void otherGate() {
      throughTwo();
    }

    static void secondWay() {
      further();
    }

    private static void further() {
      throughOneOfTwo();
    }

    static void lambdaGate() {
      Runnable run = Inside::inLambda;
      run.run();
    }

    static Object localGate() {
      return new Opener() {
        @Override
        public void open() {
          inLocalClass();
        }
      };
    }

    static void dead() {
      nobody();
    }

    static native void throughOne();

    static native void throughTwo();

    static native void throughOneOfTwo();

    static native void inVirtual();

    static native void inOpenVirtual();

    static native void inLambda();

    static native void inOpenLambda();

    static native void inLocalClass();

    static native void overridden();

    static native void nobody();
  }
}
