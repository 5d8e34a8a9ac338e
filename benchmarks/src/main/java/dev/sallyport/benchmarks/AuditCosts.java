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
  private static final int ROUNDS = 7;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final List<Integer> FILES = List.of(0, 1, 10);
  private static final double MEDIAN = 0.5;
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

  /** What was seen in a round. */
  private record Sample(double median, double tail, double rate) {
    static Sample of(long[] nanos, long elapsed) {
      double[] micros = Arrays.stream(nanos).mapToDouble(each -> each / NANOS_OF_A_MICRO).toArray();
      Spread spread = new Spread(micros);
      return new Sample(
          spread.quantile(MEDIAN),
          spread.quantile(TAIL),
          nanos.length * (double) TimeUnit.SECONDS.toNanos(1) / elapsed);
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
        "%d alternating rounds of %d s, 1 connection, %d processors, medians with quartiles%n%n",
        ROUNDS, ROUND.toSeconds(), Runtime.getRuntime().availableProcessors());
    out.println("| JDK | files | | p50, us | over none | p99, us | over none | calls/s |");
    out.println("|---|---|---|---|---|---|---|---|");
    for (Jdk jdk : Jdks.all()) {
      measure(jdk);
    }
  }

  private void measure(Jdk jdk) throws IOException {
    List<ServerProcess> servers = new ArrayList<>();
    try {
      for (Subject subject : SUBJECTS) {
        servers.add(start(jdk, subject));
      }
      for (int files : FILES) {
        for (ServerProcess server : servers) {
          call(server, files, WARM_UP);
        }
        Sample[][] samples = new Sample[servers.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          for (int i = 0; i < servers.size(); i++) {
            samples[i][round] = call(servers.get(i), files, ROUND);
          }
        }
        print(jdk, files, samples);
      }
    } finally {
      servers.forEach(ServerProcess::close);
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
                  .formatted(
                      subject.mode().replace("DIRECTORY", directory.toString()), directory));
    }
    return launch.start();
  }

  /** Connects anew each time, since a server ends a connection that rests. */
  private static Sample call(ServerProcess server, int files, Duration duration)
      throws IOException {
    URI endpoint = server.endpoint();
    byte[] request = KeptConnection.request(endpoint, message(files), "Bearer none");
    long[] nanos = new long[1 << 10];
    int calls = 0;
    long begin = System.nanoTime();
    long now = begin;
    try (KeptConnection connection = new KeptConnection(endpoint)) {
      while (now - begin < duration.toNanos()) {
        String answer = connection.exchange(request);
        long then = System.nanoTime();
        if (!answer.contains(ANSWER)) {
          throw new IllegalStateException(answer);
        }
        if (calls == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * calls);
        }
        nanos[calls] = then - now;
        calls++;
        now = System.nanoTime();
      }
    }
    return Sample.of(Arrays.copyOf(nanos, calls), now - begin);
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

  private void print(Jdk jdk, int files, Sample[][] samples) {
    double median = medians(samples[0]).median();
    double tail = tails(samples[0]).median();
    for (int i = 0; i < samples.length; i++) {
      out.printf(
          Locale.ROOT,
          "| %s | %d | %s | %s | %+.0f | %s | %+.0f | %s |%n",
          jdk.version(),
          files,
          SUBJECTS.get(i).name(),
          medians(samples[i]).text("%.0f"),
          medians(samples[i]).median() - median,
          tails(samples[i]).text("%.0f"),
          tails(samples[i]).median() - tail,
          new Spread(Arrays.stream(samples[i]).mapToDouble(Sample::rate).toArray()).text("%.0f"));
    }
    out.flush();
  }

  private static Spread medians(Sample[] samples) {
    return new Spread(Arrays.stream(samples).mapToDouble(Sample::median).toArray());
  }

  private static Spread tails(Sample[] samples) {
    return new Spread(Arrays.stream(samples).mapToDouble(Sample::tail).toArray());
  }
}
