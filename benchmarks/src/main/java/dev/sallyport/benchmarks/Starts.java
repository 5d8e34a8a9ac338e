package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a JVM that does nothing takes to start and end with each guard, on one JDK. */
final class Starts {
  private static final double KIBI = 1024;

  private final Jdk jdk;
  private final Sandbox sandbox;
  private final Path status;

  Starts(Jdk jdk, Sandbox sandbox) {
    this.jdk = jdk;
    this.sandbox = sandbox;
    this.status = sandbox.granted().resolve("status");
  }

  /** Starts each so often, in turn. */
  String table(List<Guard> guards, int runs) throws IOException, InterruptedException {
    double[][] millis = new double[guards.size()][runs];
    double[][] mebibytes = new double[guards.size()][runs];
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < guards.size(); i++) {
        long begin = System.nanoTime();
        start(guards.get(i));
        millis[i][run] = (System.nanoTime() - begin) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        mebibytes[i][run] = peakResident();
      }
    }
    StringBuilder table =
        new StringBuilder("| | wall time, ms | over none | peak RSS, MiB | over none |\n");
    table.append("|---|---|---|---|---|\n");
    for (int i = 0; i < guards.size(); i++) {
      Spread time = new Spread(millis[i]);
      Spread memory = new Spread(mebibytes[i]);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %+.0f | %s | %+.0f |%n",
              guards.get(i).name(),
              time.text("%.0f"),
              time.median() - new Spread(millis[0]).median(),
              memory.text("%.0f"),
              memory.median() - new Spread(mebibytes[0]).median()));
    }
    return table.toString();
  }

  private void start(Guard guard) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(guard.flags());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(TrivialWithStatus.class.getName());
    command.add(status.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("XDG_STATE_HOME", sandbox.directory().toString());
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(guard.name() + " ended with " + exit);
    }
  }

  /** From the process's own account, as it ended. */
  private double peakResident() throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBI)
        .findFirst()
        .orElseThrow();
  }
}
