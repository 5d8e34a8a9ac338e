package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  private final PrintStream out = System.out;

  private ScaleCosts() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException, CommandLineOptionException {
    ScaleCosts costs = new ScaleCosts();
    List<String> rows = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      rows.addAll(decisions(jdk));
    }
    costs.out.println(
        "| JDK | rules | 10, ns | 100, ns | 1,000, ns | 10,000, ns | B/op at 10,000 |");
    costs.out.println("|---|---|---|---|---|---|---|");
    rows.forEach(costs.out::println);
    costs.out.println();
    costs.out.println(
        "| JDK | of | number | text, KiB | first load, ms | later loads, ms | retained, KiB"
            + " | and each tool used, KiB |");
    costs.out.println("|---|---|---|---|---|---|---|---|");
    for (Jdk jdk : Jdks.all()) {
      costs.loads(jdk);
    }
  }

  /** A row of each kind of rules. */
  private static List<String> decisions(Jdk jdk)
      throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .parent(Costs.told())
        .include(RuleDecisions.class.getName())
        .jvm(jdk.java().toString())
        .shouldFailOnError(true)
        .addProfiler(GCProfiler.class);
    Map<RuleDecisions.Kind, SortedMap<Integer, RunResult>> kinds = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      kinds
          .computeIfAbsent(
              RuleDecisions.Kind.valueOf(result.getParams().getParam("kind")),
              kind -> new TreeMap<>())
          .put(Integer.valueOf(result.getParams().getParam("rules")), result);
    }
    List<String> rows = new ArrayList<>();
    kinds.forEach(
        (kind, sizes) -> {
          StringBuilder row = new StringBuilder("| " + jdk.version() + " | " + kind + " |");
          for (RunResult result : sizes.values()) {
            row.append(
                String.format(
                    Locale.ROOT,
                    " %.0f ±%.0f |",
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError()));
          }
          rows.add(row.append(String.format(Locale.ROOT, " %.0f |", bytes(sizes))).toString());
        });
    return rows;
  }

  private static double bytes(SortedMap<Integer, RunResult> sizes) {
    RunResult largest = sizes.get(sizes.lastKey());
    return largest.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
  }

  private void loads(Jdk jdk) throws IOException, InterruptedException {
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
        out.printf(Locale.ROOT, "| %s | %s | %d |%s", jdk.version(), kind, size, cells);
        out.flush();
      }
    }
  }
}
