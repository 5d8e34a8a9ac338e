package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The table of what one benchmark costs in several settings, each beside the first one on the same
 * JDK: time of one operation, and what the whole JVM allocates for it.
 *
 * <p>The system property {@code sallyport.benchmarks.jmh} has options of JMH's command line that
 * replace the benchmark's own, to see in a minute that it runs: {@code -wi 1 -i 1 -w 100ms -r
 * 100ms}.
 */
final class Costs {
  private final Class<?> benchmark;
  private final CommandLineOptions told;
  private final List<String> lines = new ArrayList<>();

  /**
   * One row of each operation.
   *
   * @param flags of the JVM that is measured
   */
  record Setting(String name, List<String> flags) {}

  Costs(Class<?> benchmark) throws CommandLineOptionException {
    this.benchmark = benchmark;
    this.told = told();
  }

  /** What the system property says. */
  static CommandLineOptions told() throws CommandLineOptionException {
    String options = System.getProperty("sallyport.benchmarks.jmh", "").strip();
    return new CommandLineOptions(options.isEmpty() ? new String[0] : options.split("\\s+"));
  }

  /** The flag that puts the agent under a policy, and its records out of the way. */
  static String agent(Path policy) {
    return "-javaagent:" + BuildTree.agentJar() + "=policy=" + policy + ",audit=/dev/null";
  }

  /**
   * Measures all on that JDK.
   *
   * @param settings the first is what the others are compared with
   * @param absent methods of the benchmark that this JDK can't run
   */
  void measure(Jdk jdk, List<Setting> settings, List<String> absent) throws RunnerException {
    Map<String, Cost> first = new HashMap<>();
    Map<String, List<String>> rows = new TreeMap<>();
    for (Setting setting : settings) {
      for (RunResult result : new Runner(options(jdk, setting, absent)).run()) {
        Cost cost = Cost.of(result);
        first.putIfAbsent(cost.operation(), cost);
        rows.computeIfAbsent(cost.operation(), operation -> new ArrayList<>())
            .add(row(jdk, setting, cost, first.get(cost.operation())));
      }
    }
    rows.values().forEach(lines::addAll);
  }

  void print(PrintStream out) {
    out.println("| JDK | operation | | ns/op | error | over none | ratio | B/op | over none |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    lines.forEach(out::println);
  }

  private Options options(Jdk jdk, Setting setting, List<String> absent) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(told)
            .include(benchmark.getName())
            .jvm(jdk.java().toString())
            .jvmArgs(setting.flags().toArray(new String[0]))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class);
    for (String method : absent) {
      options.exclude(benchmark.getName() + "." + method);
    }
    return options.build();
  }

  private static String row(Jdk jdk, Setting setting, Cost cost, Cost none) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.0f | ±%.0f | %+.0f | %.2f x | %.0f | %+.0f |",
        jdk.version(),
        cost.operation(),
        setting.name(),
        cost.nanos(),
        cost.error(),
        cost.nanos() - none.nanos(),
        cost.nanos() / none.nanos(),
        cost.bytes(),
        cost.bytes() - none.bytes());
  }

  private record Cost(String operation, double nanos, double error, double bytes) {
    static Cost of(RunResult result) {
      Result<?> time = result.getPrimaryResult();
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      return new Cost(time.getLabel(), time.getScore(), time.getScoreError(), bytes.getScore());
    }
  }
}
