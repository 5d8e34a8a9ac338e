package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** How a table of JMH's figures came about. */
final class Measured {
  private Measured() {}

  /** JDK, machine, day, forks and iterations, as the line above a table. */
  static String on(Jdk jdk, Collection<RunResult> results) throws IOException {
    BenchmarkParams how = results.iterator().next().getParams();
    return String.format(
        Locale.ROOT,
        "JDK %s, %s, JMH %s, forks: %d, iterations of %s: %d to warm up and %d measured; errors are"
            + " those of 99.9 %%:%n%n",
        jdk.version(),
        Machine.described(),
        how.getJmhVersion(),
        how.getForks(),
        how.getMeasurement().getTime(),
        how.getWarmup().getCount(),
        how.getMeasurement().getCount());
  }
}
