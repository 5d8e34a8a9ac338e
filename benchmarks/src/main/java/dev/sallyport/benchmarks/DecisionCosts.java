package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.PrintStream;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * What the decision on a tool call takes, on every JDK found, by the number of tools.
 *
 * <p>{@code mvn -q -Pdecisions -DskipTests -pl benchmarks -am package}
 */
public final class DecisionCosts {
  private DecisionCosts() {}

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    StringBuilder table =
        new StringBuilder("| JDK | | tools | p50, ns | p99, ns | p99.9, ns |\n")
            .append("|---|---|---|---|---|---|\n");
    for (Jdk jdk : Jdks.all()) {
      OptionsBuilder options = new OptionsBuilder();
      options
          .parent(Costs.told())
          .include(ToolDecisions.class.getName())
          .jvm(jdk.java().toString())
          .shouldFailOnError(true);
      for (RunResult result : new Runner(options.build()).run()) {
        Statistics times = result.getPrimaryResult().getStatistics();
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f | %.0f | %.0f |%n",
                jdk.version(),
                result.getPrimaryResult().getLabel(),
                result.getParams().getParam("tools"),
                times.getPercentile(50),
                times.getPercentile(99),
                times.getPercentile(99.9)));
      }
    }
    PrintStream out = System.out;
    out.print(table);
  }
}
