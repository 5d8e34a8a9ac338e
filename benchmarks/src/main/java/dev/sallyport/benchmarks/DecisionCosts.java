package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * What the decision on a tool call takes, on every JDK found, by the number of tools and by what is
 * asked of the call.
 *
 * <p>{@code mvn -q -Pdecisions -DskipTests -pl benchmarks -am package}
 */
public final class DecisionCosts {
  private DecisionCosts() {}

  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    Page page = new Page();
    for (Jdk jdk : MeasuredJdks.all()) {
      OptionsBuilder options = new OptionsBuilder();
      options
          .parent(Costs.told())
          .include(ToolDecisions.class.getName())
          .jvm(jdk.java().toString())
          .shouldFailOnError(true)
          .addProfiler(GCProfiler.class);
      page.write("tool calls, JDK " + jdk.feature(), table(jdk, new Runner(options.build()).run()));
    }
  }

  private static String table(Jdk jdk, Collection<RunResult> results) throws IOException {
    StringBuilder table =
        new StringBuilder(Measured.on(jdk, results))
            .append("| asked | tools | mean, ns | p50, ns | p99, ns | bytes |\n")
            .append("|---|---|---|---|---|---|\n");
    for (RunResult result : results) {
      Statistics times = result.getPrimaryResult().getStatistics();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.0f ±%.0f | %.0f | %.0f | %.0f |%n",
              result.getParams().getParam("asked"),
              result.getParams().getParam("tools"),
              result.getPrimaryResult().getScore(),
              result.getPrimaryResult().getScoreError(),
              times.getPercentile(50),
              times.getPercentile(99),
              result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()));
    }
    return table.toString();
  }
}
