package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the agent adds to a start: of a program that does nothing to its {@code main}, of an MCP
 * server of the official SDK to its first list of tools, and of one in Spring Boot to where it
 * listens; cold, and with the JDK's own archive of classes, with policies of 20 and of 500 tools.
 *
 * <p>{@code mvn -q -Pstartup -DskipTests -pl benchmarks -am package}
 */
public final class StartUp {
  private static final int RUNS = 15;
  private static final int FEW = 20;
  private static final int MANY = 500;

  /** Has archives of classes that are kept as they are loaded and linked (JEP 483, JEP 514). */
  private static final int AHEAD_OF_TIME_SINCE = 25;

  private static final double NANOS_OF_A_MILLI = 1e6;
  private static final double MEBI = 1024 * 1024;

  private final Path directory;
  private final List<Subject> cold;
  private final Page page = new Page();

  private StartUp(Path directory) throws IOException {
    this.directory = directory;
    String flag = "-javaagent:" + BuildTree.agentJar();
    this.cold =
        List.of(
            new Subject("none", List.of()),
            new Subject("policy of 20 tools", List.of(flag + "=policy=" + policy(FEW))),
            new Subject("policy of 500 tools", List.of(flag + "=policy=" + policy(MANY))));
  }

  private record Subject(String name, List<String> flags) {
    Subject with(String suffix, List<String> more) {
      List<String> all = new ArrayList<>(more);
      all.addAll(flags);
      return new Subject(name + suffix, all);
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    StartUp startUp = new StartUp(Files.createTempDirectory("sallyport-startup").toRealPath());
    for (Jdk jdk : MeasuredJdks.all()) {
      startUp.measure(jdk);
    }
  }

  private void measure(Jdk jdk) throws IOException, InterruptedException {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "JDK %s, %s, medians with quartiles of %d alternating starts:%n%n",
                jdk.version(),
                Machine.described(),
                RUNS));
    table.append(
        "| a start | | time, ms | over none | processor time, ms | over none | most resident, MiB"
            + " | over none |\n");
    table.append("|---|---|---|---|---|---|---|---|\n");
    StartedProgram sdkServer = StartedProgram.sdkServer(directory);
    measure(jdk, StartedProgram.doingNothing(), cold, table);
    measure(jdk, sdkServer, cold, table);
    measure(jdk, sdkServer, archived(jdk, sdkServer), table);
    measure(jdk, StartedProgram.springServer(), cold, table);
    page.write("starts, JDK " + jdk.feature(), table.toString());
  }

  /** An archive is written by a run without the agent; JEP 514 wants the agent's module in it. */
  private List<Subject> archived(Jdk jdk, StartedProgram program)
      throws IOException, InterruptedException {
    Path archive = directory.resolve("classes-" + jdk.feature());
    boolean isAheadOfTime = jdk.feature() >= AHEAD_OF_TIME_SINCE;
    List<String> module = List.of("--add-modules=java.instrument");
    List<String> training = new ArrayList<>();
    List<String> use = new ArrayList<>();
    if (isAheadOfTime) {
      training.add("-XX:AOTCacheOutput=" + archive);
      training.addAll(module);
      use.add("-XX:AOTCache=" + archive);
      use.addAll(module);
    } else {
      training.add("-XX:ArchiveClassesAtExit=" + archive);
      use.add("-XX:SharedArchiveFile=" + archive);
    }
    program.start(jdk, training, directory);
    if (!Files.exists(archive)) {
      throw new IllegalStateException(jdk + " wrote no archive");
    }
    String suffix = isAheadOfTime ? ", AOT cache" : ", AppCDS";
    return cold.stream().map(subject -> subject.with(suffix, use)).toList();
  }

  private void measure(Jdk jdk, StartedProgram program, List<Subject> subjects, StringBuilder table)
      throws IOException, InterruptedException {
    double[][] millis = new double[subjects.size()][RUNS];
    double[][] processor = new double[subjects.size()][RUNS];
    double[][] mebibytes = new double[subjects.size()][RUNS];
    for (int run = 0; run < RUNS; run++) {
      for (int i = 0; i < subjects.size(); i++) {
        StartedProgram.Start start = program.start(jdk, subjects.get(i).flags(), directory);
        millis[i][run] = start.time().toNanos() / NANOS_OF_A_MILLI;
        processor[i][run] = start.processorTime().toNanos() / NANOS_OF_A_MILLI;
        mebibytes[i][run] = start.resident() / MEBI;
      }
    }
    for (int i = 0; i < subjects.size(); i++) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s |%n",
              program.name(),
              subjects.get(i).name(),
              besideNone(millis[i], millis[0]),
              besideNone(processor[i], processor[0]),
              besideNone(mebibytes[i], mebibytes[0])));
    }
  }

  private static String besideNone(double[] values, double[] none) {
    Spread spread = new Spread(values);
    double more = spread.median() - new Spread(none).median();
    return String.format(Locale.ROOT, "%s | %+.0f", spread.text("%.0f"), more);
  }

  private Path policy(int tools) throws IOException {
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
    return Files.writeString(directory.resolve("policy-" + tools + ".yaml"), policy);
  }
}
