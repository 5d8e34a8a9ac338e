package dev.sallyport.testapps.hostile;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** An agent of the application's own, which leaves its powers where everybody finds them. */
public final class StolenInstrumentation {
  private static volatile @Nullable Instrumentation instrumentation;

  private StolenInstrumentation() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  static Instrumentation get() {
    Instrumentation stolen = instrumentation;
    if (stolen == null) {
      throw new IllegalStateException("not started with this agent");
    }
    return stolen;
  }
}
