package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private final String name;
  private final Page page = new Page();

  /**
   * One row of each operation.
   *
   * @param flags of the JVM that is measured
   * @param absent methods of the benchmark that can't run so
   */
  record Setting(String name, List<String> flags, List<String> absent) {
    Setting(String name, List<String> flags) {
      this(name, flags, List.of());
    }
  }

  /**
   * @param name of its tables on the page, one for each JDK
   */
  Costs(Class<?> benchmark, String name) throws CommandLineOptionException {
    this.benchmark = benchmark;
    this.name = name;
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
   */
  void measure(Jdk jdk, List<Setting> settings) throws RunnerException, IOException {
    Map<String, Map<String, Cost>> rows = new TreeMap<>();
    List<RunResult> results = new ArrayList<>();
    for (Setting setting : settings) {
      for (RunResult result : new Runner(options(jdk, setting)).run()) {
        results.add(result);
        Cost cost = Cost.of(result);
        rows.computeIfAbsent(cost.operation(), operation -> new HashMap<>())
            .put(setting.name(), cost);
      }
    }
    StringBuilder table = new StringBuilder(Measured.on(jdk, results));
    table.append("| ns, over the first, bytes | ");
    table.append(settings.stream().map(Setting::name).collect(Collectors.joining(" | ")));
    table.append(" |\n|---|").append("---|".repeat(settings.size())).append('\n');
    rows.forEach((operation, costs) -> table.append(row(operation, settings, costs)));
    page.write(name + ", JDK " + jdk.feature(), table.toString());
  }

  private Options options(Jdk jdk, Setting setting) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(told)
            .include(benchmark.getName())
            .jvm(jdk.java().toString())
            .jvmArgs(setting.flags().toArray(new String[0]))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class);
    for (String method : setting.absent()) {
      options.exclude(benchmark.getName() + "." + method);
    }
    return options.build();
  }

  /** In each cell time and error in ns, the time over that of the first setting, and bytes. */
  private static String row(String operation, List<Setting> settings, Map<String, Cost> costs) {
    StringBuilder row = new StringBuilder("| " + operation + " |");
    Cost none = costs.get(settings.get(0).name());
    for (Setting setting : settings) {
      Cost cost = costs.get(setting.name());
      row.append(cost == null ? "" : cell(cost, none)).append(" |");
    }
    return row.append('\n').toString();
  }

  private static String cell(Cost cost, @Nullable Cost none) {
    String time = String.format(Locale.ROOT, " %.0f ±%.0f", cost.nanos(), cost.error());
    String over =
        none == null || none.equals(cost)
            ? ""
            : String.format(Locale.ROOT, ", %.2f x", cost.nanos() / none.nanos());
    return time + over + String.format(Locale.ROOT, ", %.0f B", cost.bytes());
  }

  private record Cost(String operation, double nanos, double error, double bytes) {
    static Cost of(RunResult result) {
      Result<?> time = result.getPrimaryResult();
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      StringBuilder operation = new StringBuilder(time.getLabel());
      for (String parameter : result.getParams().getParamsKeys()) {
        operation.append(", ").append(parameter).append(' ');
        operation.append(result.getParams().getParam(parameter));
      }
      return new Cost(
          operation.toString(), time.getScore(), time.getScoreError(), bytes.getScore());
    }
  }
}
