package dev.sallyport.agent.weave;

import java.io.IOException;

/** A method of each shape that the hook table weaves, and of those that are hard to weave. */
public class Toy {
  private final String name;

  public Toy(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }

  public static boolean bool(String a) {
    return !a.isEmpty();
  }

  public static int number(String a) {
    return a.length();
  }

  public static long big(String a) {
    return a.length();
  }

  public static String text(String a) {
    return a.concat("!");
  }

  public static void nothing(StringBuilder a) {
    a.append("ran");
  }

  public static CharSequence chars(StringBuilder a) {
    return a.append("ran");
  }

  public String self(int n) {
    return name.concat(Integer.toString(n));
  }

  public static int wide(long skipped, String a, double alsoSkipped, Object b, int n, boolean m) {
    return n;
  }

  public int wideSelf(long skipped, String a, double alsoSkipped, Object b, int n, short m) {
    return m;
  }

  public static int loop(int n) {
    while (n > 0) {
      n--;
    }
    return n;
  }

  public static int loopOfTry(int n) throws IOException {
    while (true) {
      try {
        if (n-- <= 0) {
          return n;
        }
        throw new IOException();
      } catch (IOException e) {
        if (n < -5) {
          throw e;
        }
      }
    }
  }

  public static int returnsTwice(int n) {
    if (n > 0) {
      return n;
    }
    return -n;
  }

  public static int throwsOrReturns(Object work, RuntimeException thrown) {
    try {
      if (thrown != null) {
        throw thrown;
      }
      return 1;
    } catch (IllegalArgumentException e) {
      return 2;
    }
  }

  /** Uses its parameter's slot for something else. */
  public static int reuses(Object a) {
    a = a.hashCode();
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      Object other = i;
      sum += other.hashCode();
    }
    return sum + a.hashCode() * 0;
  }

  /** Calls with one argument on the stack while another is chosen, in a loop, and handles. */
  public static int calls(String a, int times) {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      try {
        sum += called(i, times > 1 ? 2L : 3L, 4.0, a == null ? "none" : a);
      } catch (IllegalStateException e) {
        sum -= i;
      }
    }
    return (int) (sum + called(7, 0, 0, a));
  }

  public static long called(int n, long wide, double alsoWide, Object a) {
    return n + wide;
  }

  /** Compiled alike by every JDK, unlike what has branches in its arguments. */
  public static long callsOnce(String a, int n) {
    return called(n, 2, 4, a);
  }

  public static String callsOn(Toy other, int n) {
    return other.self(n).concat(other.self(n + 1));
  }

  public static void runBoth(Runnable first, Runnable second) {
    first.run();
    if (second != null) {
      second.run();
    }
  }

  /** With a value on the stack that is none of the call's. */
  public static String joins(String a, String b) {
    return a.concat(joined(1, a, b));
  }

  public static String joined(long first, String a, String b) {
    return first + a + b;
  }

  public static String overloaded(String a) {
    return "text";
  }

  public static String overloaded(Object a) {
    return "object";
  }

  public static CharSequence covariant() {
    return "chars";
  }

  /** Has a method without a body. */
  public interface Bodiless {
    void run();
  }

  /** A place that methods move to in some versions. */
  public static final class Moved {
    private Moved() {}
  }
}
