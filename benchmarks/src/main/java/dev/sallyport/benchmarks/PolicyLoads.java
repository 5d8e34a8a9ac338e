package dev.sallyport.benchmarks;

import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Principal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What loading a policy of one size takes, in a JVM that has done nothing else: the first time,
 * then when the code is compiled, and what it retains. {@link ScaleCosts} starts it.
 */
public final class PolicyLoads {
  private static final int LOADS = 40;
  private static final int MEASURED = 15;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

  private PolicyLoads() {}

  /**
   * Prints the cells of a row.
   *
   * @param arguments what there are many of, a {@link RuleDecisions.Kind} or {@code TOOL}, and how
   *     many
   */
  public static void main(String[] arguments) {
    int size = Integer.parseInt(arguments[1]);
    boolean tools = arguments[0].equals("TOOL");
    String text =
        tools
            ? ScaledPolicy.ofTools(size, ToolDecisions.Asked.ARGUMENTS)
            : ScaledPolicy.ofRules(RuleDecisions.Kind.valueOf(arguments[0]), size);
    double cold = load(text);
    long end = System.nanoTime() + LONGEST_NANOS;
    double[] warm = new double[MEASURED];
    int loads = 0;
    while (loads < MEASURED || (loads < LOADS && System.nanoTime() < end)) {
      warm[loads++ % MEASURED] = load(text);
    }
    long before = used();
    Engine engine = CompiledPolicy.of(text);
    long after = used();
    // What is kept for a tool is made when it is first asked for.
    for (int i = 0; i < (tools ? size : 1); i++) {
      engine.grants(new Principal.Tool(tools ? "tool_" + i : "tool"));
    }
    long each = used();
    engine.grants(new Principal.Tool("tool"));
    PrintStream out = System.out;
    out.printf(
        Locale.ROOT,
        " %d | %.1f | %s | %d | %d |%n",
        text.getBytes(StandardCharsets.UTF_8).length >> 10,
        cold,
        new Spread(warm).text("%.1f"),
        (after - before) >> 10,
        (each - before) >> 10);
  }

  /** In milliseconds. */
  private static double load(String text) {
    long start = System.nanoTime();
    Engine engine = CompiledPolicy.of(text);
    double millis = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    if (engine.digest().length() > 0) {
      throw new IllegalStateException(engine.digest());
    }
    return millis;
  }

  /** Bytes of the heap, in use after all garbage is collected. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      runtime.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
