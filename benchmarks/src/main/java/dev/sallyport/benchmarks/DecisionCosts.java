package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.PrintStream;
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

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    StringBuilder table =
        new StringBuilder("| JDK | asked | tools | mean, ns | error | p50 | p99 | B/op |\n")
            .append("|---|---|---|---|---|---|---|---|\n");
    for (Jdk jdk : Jdks.all()) {
      OptionsBuilder options = new OptionsBuilder();
      options
          .parent(Costs.told())
          .include(ToolDecisions.class.getName())
          .jvm(jdk.java().toString())
          .shouldFailOnError(true)
          .addProfiler(GCProfiler.class);
      for (RunResult result : new Runner(options.build()).run()) {
        Statistics times = result.getPrimaryResult().getStatistics();
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f | ±%.0f | %.0f | %.0f | %.0f |%n",
                jdk.version(),
                result.getParams().getParam("asked"),
                result.getParams().getParam("tools"),
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getScoreError(),
                times.getPercentile(50),
                times.getPercentile(99),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()));
      }
    }
    PrintStream out = System.out;
    out.print(table);
  }
}
