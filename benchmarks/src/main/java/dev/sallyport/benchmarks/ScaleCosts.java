package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a policy costs by how large it is, on every JDK found: to load it, to keep it, and to decide
 * by it.
 *
 * <p>{@code mvn -q -Pscale -DskipTests -pl benchmarks -am package}
 */
public final class ScaleCosts {
  private static final List<Integer> SIZES = List.of(10, 100, 1000, 10_000);
  private static final List<String> LOADED = List.of("TOOL", "ROOT", "HOST", "URL_OF_HOST");

  private ScaleCosts() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException, CommandLineOptionException {
    Page page = new Page();
    for (Jdk jdk : MeasuredJdks.all()) {
      page.write("decisions by size, JDK " + jdk.feature(), decisions(jdk));
      page.write("loads by size, JDK " + jdk.feature(), loads(jdk));
    }
  }

  /** A row of each kind of rules. */
  private static String decisions(Jdk jdk)
      throws IOException, RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .parent(Costs.told())
        .include(RuleDecisions.class.getName())
        .jvm(jdk.java().toString())
        .shouldFailOnError(true)
        .addProfiler(GCProfiler.class);
    Collection<RunResult> results = new Runner(options.build()).run();
    Map<RuleDecisions.Kind, SortedMap<Integer, RunResult>> kinds = new TreeMap<>();
    for (RunResult result : results) {
      kinds
          .computeIfAbsent(
              RuleDecisions.Kind.valueOf(result.getParams().getParam("kind")),
              kind -> new TreeMap<>())
          .put(Integer.valueOf(result.getParams().getParam("rules")), result);
    }
    StringBuilder table =
        new StringBuilder(Measured.on(jdk, results))
            .append("| rules | 10, ns | 100, ns | 1,000, ns | 10,000, ns | bytes at 10,000 |\n")
            .append("|---|---|---|---|---|---|\n");
    kinds.forEach(
        (kind, sizes) -> {
          table.append("| ").append(kind).append(" |");
          for (RunResult result : sizes.values()) {
            table.append(
                String.format(
                    Locale.ROOT,
                    " %.0f ±%.0f |",
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError()));
          }
          table.append(String.format(Locale.ROOT, " %.0f |%n", bytes(sizes)));
        });
    return table.toString();
  }

  private static double bytes(SortedMap<Integer, RunResult> sizes) {
    RunResult largest = sizes.get(sizes.lastKey());
    return largest.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
  }

  private static String loads(Jdk jdk) throws IOException, InterruptedException {
    StringBuilder table =
        new StringBuilder("JDK " + jdk.version() + ", " + Machine.described() + ":\n\n")
            .append("| of | number | text, KiB | first load, ms | later loads, ms | retained, KiB")
            .append(" | and each tool used, KiB |\n|---|---|---|---|---|---|---|\n");
    for (String kind : LOADED) {
      for (int size : SIZES) {
        Process process =
            new ProcessBuilder(
                    List.of(
                        jdk.java().toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PolicyLoads.class.getName(),
                        kind,
                        Integer.toString(size)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String cells = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new IllegalStateException(kind + " " + size + " failed");
        }
        table.append(String.format(Locale.ROOT, "| %s | %d |%s", kind, size, cells));
      }
    }
    return table.toString();
  }
}
