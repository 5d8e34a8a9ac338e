package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What the agent adds to the start and end of a JVM that does nothing: wall time and peak resident
 * memory of the whole process, cold, for none, the flag alone, and policies of 20 and 500 tools.
 *
 * <p>{@code mvn -q -Pstartup -DskipTests -pl benchmarks -am package}
 */
public final class StartUp {
  private static final int RUNS = 21;
  private static final int FEW = 20;
  private static final int MANY = 500;

  private final PrintStream out = System.out;
  private final Path directory;

  private StartUp(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("sallyport-startup");
    new StartUp(directory).measureAll();
  }

  private void measureAll() throws IOException, InterruptedException {
    Path few = Files.writeString(directory.resolve("few.yaml"), policy(FEW));
    Path many = Files.writeString(directory.resolve("many.yaml"), policy(MANY));
    String flag = "-javaagent:" + BuildTree.agentJar();
    List<Subject> subjects =
        List.of(
            new Subject("none", List.of()),
            new Subject("agent", List.of(flag)),
            new Subject("agent, policy of 20 tools", List.of(flag + "=policy=" + few)),
            new Subject("agent, policy of 500 tools", List.of(flag + "=policy=" + many)));
    out.printf(
        "%d alternating runs, %d processors, medians with quartiles%n%n",
        RUNS, Runtime.getRuntime().availableProcessors());
    out.println("| JDK | | wall time, ms | over none | peak RSS, MiB | over none |");
    out.println("|---|---|---|---|---|---|");
    for (Jdk jdk : Jdks.all()) {
      measure(jdk, subjects);
    }
  }

  private void measure(Jdk jdk, List<Subject> subjects) throws IOException, InterruptedException {
    double[][] millis = new double[subjects.size()][RUNS];
    double[][] mebibytes = new double[subjects.size()][RUNS];
    for (int run = 0; run < RUNS; run++) {
      for (int i = 0; i < subjects.size(); i++) {
        millis[i][run] = time(jdk, subjects.get(i));
        mebibytes[i][run] = peakMemory(jdk, subjects.get(i));
      }
    }
    for (int i = 0; i < subjects.size(); i++) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %+.0f | %s | %+.0f |%n",
          jdk.version(),
          subjects.get(i).name(),
          new Spread(millis[i]).text("%.0f"),
          new Spread(millis[i]).median() - new Spread(millis[0]).median(),
          new Spread(mebibytes[i]).text("%.0f"),
          new Spread(mebibytes[i]).median() - new Spread(mebibytes[0]).median());
    }
  }

  private double time(Jdk jdk, Subject subject) throws IOException, InterruptedException {
    ProcessBuilder process = process(jdk, subject, Trivial.class.getName());
    long start = System.nanoTime();
    finish(process.start());
    return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  /** From the process's own account, as it ends. */
  private double peakMemory(Jdk jdk, Subject subject) throws IOException, InterruptedException {
    Path status = directory.resolve("status");
    ProcessBuilder process =
        process(jdk, subject, TrivialWithStatus.class.getName(), status.toString());
    finish(process.start());
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return Double.NaN;
  }

  private ProcessBuilder process(Jdk jdk, Subject subject, String... main) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(subject.flags());
    command.addAll(List.of("-cp", classes().toString()));
    command.addAll(List.of(main));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    process.environment().put("XDG_STATE_HOME", directory.toString());
    return process;
  }

  private static void finish(Process process) throws InterruptedException {
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException("the program ended with " + exit);
    }
  }

  private static Path classes() {
    return Path.of(Trivial.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static String policy(int tools) {
    StringBuilder policy = new StringBuilder("sallyport: 1\nserver: startup\ntools:\n");
    for (int i = 0; i < tools; i++) {
      policy.append(
          """
            tool_%1$d:
              files:
                read: ["/srv/data%1$d/**/*.{ts,tsx}", "/var/lib/app%1$d/**"]
                write: ["/srv/out%1$d/**"]
                deny: ["**/.env*", "**/secrets*"]
              net: ["db%1$d.internal:5432"]
              http: ["GET https://api.example.com/repos/{owner}/{repo}/contents/**"]
              exec: [{ program: /usr/bin/git, args: [status] }]
          """
              .formatted(i));
    }
    return policy.toString();
  }

  private record Subject(String name, List<String> flags) {}
}
