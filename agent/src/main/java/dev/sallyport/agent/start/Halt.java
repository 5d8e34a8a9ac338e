package dev.sallyport.agent.start;

import java.io.PrintStream;
import java.util.List;

/** Failing closed: one line, and a JVM that never runs without its gates. */
final class Halt {
  /** EX_CONFIG of sysexits.h. */
  private static final int CANNOT_START = 78;

  private Halt() {}

  static void now(PrintStream err, List<String> why) {
    err.println("sallyport: refuses to start the server: " + String.join("; ", why));
    err.flush();
    Runtime.getRuntime().halt(CANNOT_START);
  }
}
