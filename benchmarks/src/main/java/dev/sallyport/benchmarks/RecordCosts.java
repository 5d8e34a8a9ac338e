package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * How many records in a second the recorder takes, on every JDK found: {@link RecordRates} in a
 * process of its own.
 *
 * <p>{@code mvn -q -Precords -DskipTests -pl benchmarks -am package}
 */
public final class RecordCosts {
  private RecordCosts() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = System.out;
    out.println(
        "%d alternating rounds, %d processors, medians with quartiles%n"
            .formatted(RecordRates.ROUNDS, Runtime.getRuntime().availableProcessors()));
    out.println(
        "| JDK | records go | records/s | of none, %"
            + " | recorder's processor time a record, us | allocated a record, bytes"
            + " | lost at overload, % |");
    out.println("|---|---|---|---|---|---|---|");
    out.flush();
    for (Jdk jdk : Jdks.all()) {
      Process process =
          new ProcessBuilder(
                  List.of(
                      jdk.java().toString(),
                      "-Xmx1g",
                      "-Dsallyport.jar=" + BuildTree.agentJar(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      RecordRates.class.getName(),
                      jdk.version().toString()))
              .inheritIO()
              .start();
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException("the program ended with " + exit);
      }
    }
  }
}
