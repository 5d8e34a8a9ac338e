package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.PrintStream;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What it costs to tell who calls by a signed token, on every JDK found.
 *
 * <p>{@code mvn -q -Pverification -DskipTests -pl benchmarks -am package}
 */
public final class VerificationCosts {
  private VerificationCosts() {}

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    CommandLineOptions told = Costs.told();
    StringBuilder table = new StringBuilder("| JDK | token | us | error |\n|---|---|---|---|\n");
    for (Jdk jdk : Jdks.all()) {
      OptionsBuilder options = new OptionsBuilder();
      options
          .parent(told)
          .include(Verification.class.getName())
          .jvm(jdk.java().toString())
          .jvmArgs("-Dsallyport.jar=" + BuildTree.agentJar())
          .shouldFailOnError(true);
      for (RunResult result : new Runner(options.build()).run()) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | ±%.1f |%n",
                jdk.version(),
                result.getPrimaryResult().getLabel(),
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getScoreError()));
      }
    }
    PrintStream out = System.out;
    out.print(table);
  }
}
