package dev.sallyport.benchmarks;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What the audit file adds to a call of a real server over HTTP, which reads no file, one, or ten:
 * the 50th and 99th percentile of the time from request to answer as the one client sees it, which
 * sends the next when it has the answer; and the calls in a second. The server, the SDK's stateless
 * servlet in Tomcat, runs without the agent, with records that go nowhere ({@code /dev/null}), and
 * with an audit file, in each way that this is forced to the disk.
 *
 * <p>{@code mvn -q -Paudit -DskipTests -pl benchmarks -am package}
 */
public final class AuditCosts {
  private static final int ROUNDS = 60;

  /** By calls and not by time, so that on a busy machine all are compiled before they are timed. */
  private static final int WARM_UP = 4000;

  private static final Duration ROUND = Duration.ofMillis(100);
  private static final List<Integer> FILES = List.of(0, 1, 10);
  private static final double TAIL = 0.99;
  private static final double NANOS_OF_A_MICRO = 1000;
  private static final String ANSWER = "texts:";

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("none", "", List.of()),
          new Subject("enforce, no file", "enforce", List.of("audit=/dev/null")),
          new Subject("audit, `sync: none`", "audit", List.of()),
          new Subject("enforce, `sync: none`", "enforce", List.of()),
          new Subject("enforce, `sync: interval`", "enforce\naudit: { sync: interval }", List.of()),
          new Subject("enforce, `sync: always`", "enforce\naudit: { sync: always }", List.of()),
          new Subject(
              "enforce, and exported as OCSF",
              "enforce\naudit: { export: [{ file: DIRECTORY/export, format: ocsf }] }",
              List.of()));

  private final PrintStream out = System.out;
  private final Path directory;

  private AuditCosts(Path directory) {
    this.directory = directory;
  }

  /**
   * One row for each number of files.
   *
   * @param mode the policy's, and what it says of records; empty for no agent
   * @param options of the agent
   */
  private record Subject(String name, String mode, List<String> options) {}

  /** A server, and what was seen of it with so many files. */
  private static final class Running {
    private final Subject subject;
    private final ServerProcess server;
    private final URI endpoint;
    private final List<double[]> micros = new ArrayList<>();
    private Duration spentBefore = Duration.ZERO;

    Running(Subject subject, ServerProcess server) {
      this.subject = subject;
      this.server = server;
      this.endpoint = server.endpoint();
    }

    void begin() {
      micros.clear();
      spentBefore = processorTime();
    }

    private Duration processorTime() {
      return new ProcessFigures(server.pid()).processorTime();
    }

    /** How long each call took, of all rounds. */
    Spread calls() {
      return new Spread(micros.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    Spread medians() {
      return new Spread(micros.stream().mapToDouble(round -> new Spread(round).median()).toArray());
    }

    /** What a call took of the server's processor time, its records included. */
    double processorMicros() {
      return processorTime().minus(spentBefore).toNanos() / NANOS_OF_A_MICRO / calls().count();
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory("sallyport-audit").toRealPath();
    for (int i = 0; i < FILES.get(FILES.size() - 1); i++) {
      Files.writeString(directory.resolve(file(i)), "what the note says");
    }
    new AuditCosts(directory).measureAll();
  }

  private void measureAll() throws IOException {
    out.printf(
        "%d alternating rounds of %d ms, 1 connection, %d processors; p50 is the median, with"
            + " quartiles, of the rounds' medians, the rest is of all calls%n%n",
        ROUNDS, ROUND.toMillis(), Runtime.getRuntime().availableProcessors());
    out.println(
        "| JDK | files | | p50, us | over none | p99, us | over none | calls/s"
            + " | processor time a call, us |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    for (Jdk jdk : Jdks.all()) {
      measure(jdk);
    }
  }

  private void measure(Jdk jdk) throws IOException {
    List<Running> running = new ArrayList<>();
    try {
      for (Subject subject : SUBJECTS) {
        running.add(new Running(subject, start(jdk, subject)));
      }
      for (int files : FILES) {
        for (Running one : running) {
          warmUp(one.endpoint, files);
        }
        running.forEach(Running::begin);
        for (int round = 0; round < ROUNDS; round++) {
          for (int i = 0; i < running.size(); i++) {
            Running one = running.get((i + round) % running.size());
            one.micros.add(call(one.endpoint, files, ROUND));
          }
        }
        print(jdk, files, running);
      }
    } finally {
      running.forEach(one -> one.server.close());
    }
  }

  private ServerProcess start(Jdk jdk, Subject subject) {
    ServerLaunch launch =
        ServerProcess.of(App.batchServer())
            .jdk(jdk)
            .args("--kind", "stateless", directory.toString())
            .http();
    if (!subject.mode().isEmpty()) {
      launch
          .agent(BuildTree.agentJar(), subject.options().toArray(new String[0]))
          .policy(
              """
              sallyport: 1
              server: audit-costs
              mode: %s
              tools:
                read_files: { files: { read: ["%s/**"] } }
              """
                  .formatted(subject.mode().replace("DIRECTORY", directory.toString()), directory));
    }
    return launch.start();
  }

  private static void warmUp(URI endpoint, int files) throws IOException {
    for (int calls = 0; calls < WARM_UP; ) {
      calls += call(endpoint, files, ROUND).length;
    }
  }

  /**
   * How long each call took for a while, in microseconds. Connects anew each time, since a server
   * ends a connection that rests; the first call is not counted.
   */
  private static double[] call(URI endpoint, int files, Duration duration) throws IOException {
    byte[] request = KeptConnection.request(endpoint, message(files), "Bearer none");
    DoubleStream.Builder micros = DoubleStream.builder();
    try (KeptConnection connection = new KeptConnection(endpoint)) {
      connection.exchange(request);
      long begin = System.nanoTime();
      long then = begin;
      while (then - begin < duration.toNanos()) {
        long now = System.nanoTime();
        String answer = connection.exchange(request);
        then = System.nanoTime();
        if (!answer.contains(ANSWER)) {
          throw new IllegalStateException(answer);
        }
        micros.add((then - now) / NANOS_OF_A_MICRO);
      }
    }
    return micros.build().toArray();
  }

  private static String message(int files) {
    return """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":\
        {"name":"read_files","arguments":{"paths":"%s"}}}"""
        .formatted(
            IntStream.range(0, files)
                .mapToObj(AuditCosts::file)
                .collect(Collectors.joining("\\n")));
  }

  private static String file(int number) {
    return "note" + number + ".txt";
  }

  private void print(Jdk jdk, int files, List<Running> running) {
    Running none = running.get(0);
    for (Running one : running) {
      out.printf(
          Locale.ROOT,
          "| %s | %d | %s | %s | %+.0f | %.0f | %+.0f | %.0f | %.0f |%n",
          jdk.version(),
          files,
          one.subject.name(),
          one.medians().text("%.0f"),
          one.medians().median() - none.medians().median(),
          one.calls().quantile(TAIL),
          one.calls().quantile(TAIL) - none.calls().quantile(TAIL),
          TimeUnit.SECONDS.toMicros(1) / one.calls().mean(),
          one.processorMicros());
    }
    out.flush();
  }
}
