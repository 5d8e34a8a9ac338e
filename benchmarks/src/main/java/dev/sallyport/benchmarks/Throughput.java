package dev.sallyport.benchmarks;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.KeyPublisher;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.TokenDraft;
import dev.sallyport.testapps.TokenKey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How many calls a real server over HTTP answers in a second: the SDK's stateless servlet in Tomcat
 * without the agent, under a policy, and with a signed token verified for each call besides; and
 * what processor time of the server's a call takes, which other work on the machine changes less.
 *
 * <p>{@code mvn -q -Pthroughput -DskipTests -pl benchmarks -am package}
 */
public final class Throughput {
  private static final int ROUNDS = 11;
  private static final int CONNECTIONS = 4;
  private static final double NANOS_OF_A_MICRO = 1000;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration ROUND = Duration.ofSeconds(1);

  /** More than the agent knows again, so that in turn none is. */
  private static final int TOKENS = 4096;

  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":\
      {"name":"read_file","arguments":{"path":"note.txt"}}}""";
  private static final String ANSWER = "of the note";

  private final PrintStream out = System.out;
  private final Path directory;
  private final ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);

  private Throughput(Path directory) {
    this.directory = directory;
  }

  /**
   * One row of the table.
   *
   * @param policy empty for no agent
   * @param tokens that calls come with in turn
   */
  private record Subject(String name, String policy, List<String> tokens) {}

  /** A server that is asked for a while, again and again. */
  private record Running(Subject subject, ServerProcess server, List<Client> clients) {
    Duration processorTime() {
      return new ProcessFigures(server.pid()).processorTime();
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("sallyport-throughput").toRealPath();
    Files.writeString(directory.resolve("note.txt"), ANSWER);
    Throughput throughput = new Throughput(directory);
    try {
      throughput.measureAll();
    } finally {
      throughput.clients.shutdown();
    }
  }

  private void measureAll() throws IOException, InterruptedException, ExecutionException {
    TokenKey rsa = TokenKey.generate("rsa", TokenKey.Algorithm.RS256);
    TokenKey curve = TokenKey.generate("curve", TokenKey.Algorithm.ES256);
    Path keys = Files.write(directory.resolve("keys.json"), KeyPublisher.keySet(rsa, curve));
    String callers = policy(callers(keys));
    List<Subject> subjects =
        List.of(
            new Subject("none", "", tokens(rsa, 1)),
            new Subject("enforce, no callers", policy(""), tokens(rsa, 1)),
            new Subject("enforce, one token", callers, tokens(rsa, 1)),
            new Subject("enforce, each call a new token, RS256", callers, tokens(rsa, TOKENS)),
            new Subject("enforce, each call a new token, ES256", callers, tokens(curve, TOKENS)));
    out.printf(
        "%d alternating rounds of %d s, %d connections, %d processors, medians with quartiles%n%n",
        ROUNDS, ROUND.toSeconds(), CONNECTIONS, Runtime.getRuntime().availableProcessors());
    out.println("| JDK | | calls/s | of none, % | processor time a call, us |");
    out.println("|---|---|---|---|---|");
    for (Jdk jdk : Jdks.all()) {
      measure(jdk, subjects);
    }
  }

  private void measure(Jdk jdk, List<Subject> subjects)
      throws InterruptedException, ExecutionException {
    List<Running> running = new ArrayList<>();
    try {
      for (Subject subject : subjects) {
        running.add(start(jdk, subject));
      }
      for (Running one : running) {
        rate(one, WARM_UP);
      }
      double[][] rates = new double[running.size()][ROUNDS];
      double[][] micros = new double[running.size()][ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < running.size(); i++) {
          Duration before = running.get(i).processorTime();
          rates[i][round] = rate(running.get(i), ROUND);
          Duration spent = running.get(i).processorTime().minus(before);
          micros[i][round] =
              spent.toNanos() / (rates[i][round] * ROUND.toSeconds() * NANOS_OF_A_MICRO);
        }
      }
      print(jdk, subjects, rates, micros);
    } finally {
      for (Running one : running) {
        one.server().close();
      }
    }
  }

  private Running start(Jdk jdk, Subject subject) {
    ServerLaunch launch =
        ServerProcess.of(App.filesServer())
            .jdk(jdk)
            .args("--kind", "stateless", directory.toString())
            .http();
    if (!subject.policy().isEmpty()) {
      launch.agent(BuildTree.agentJar(), "audit=/dev/null").policy(subject.policy());
    }
    ServerProcess server = launch.start();
    URI endpoint = server.endpoint();
    List<byte[]> requests =
        subject.tokens().stream()
            .map(token -> KeptConnection.request(endpoint, CALL, "Bearer " + token))
            .toList();
    List<Client> its = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      its.add(new Client(endpoint, requests, i * requests.size() / CONNECTIONS));
    }
    return new Running(subject, server, its);
  }

  /** Calls that were answered in a second, over a while. */
  private double rate(Running running, Duration duration)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    List<Future<Long>> counts = new ArrayList<>();
    for (Client client : running.clients()) {
      counts.add(clients.submit(() -> client.callUntil(begin + duration.toNanos())));
    }
    long calls = 0;
    for (Future<Long> count : counts) {
      calls += count.get();
    }
    return calls * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begin);
  }

  /** Connects anew each time, since a server ends a connection that rests. */
  private static final class Client {
    private final URI endpoint;
    private final List<byte[]> requests;
    private int next;
    private boolean served;

    Client(URI endpoint, List<byte[]> requests, int next) {
      this.endpoint = endpoint;
      this.requests = requests;
      this.next = next;
    }

    long callUntil(long deadline) throws IOException {
      long calls = 0;
      try (KeptConnection connection = new KeptConnection(endpoint)) {
        while (System.nanoTime() < deadline) {
          String answer = connection.exchange(requests.get(next));
          next = (next + 1) % requests.size();
          boolean good = answer.contains(ANSWER);
          // The keys of tokens may come after the first calls.
          if (served && !good) {
            throw new IllegalStateException(answer);
          }
          served |= good;
          calls++;
        }
      }
      if (!served) {
        throw new IllegalStateException("no call was answered");
      }
      return calls;
    }
  }

  private void print(Jdk jdk, List<Subject> subjects, double[][] rates, double[][] micros) {
    for (int i = 0; i < subjects.size(); i++) {
      double[] its = rates[i];
      double[] shares =
          IntStream.range(0, ROUNDS)
              .mapToDouble(round -> 100 * its[round] / rates[0][round])
              .toArray();
      out.printf(
          "| %s | %s | %s | %s | %s |%n",
          jdk.version(),
          subjects.get(i).name(),
          new Spread(its).text("%.0f"),
          new Spread(shares).text("%.1f"),
          new Spread(micros[i]).text("%.0f"));
    }
  }

  private static List<String> tokens(TokenKey key, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                TokenDraft.of("ann")
                    .claim("jti", i)
                    .claim("roles", List.of("reader"))
                    .claim("exp", System.currentTimeMillis() / 1000 + TimeUnit.HOURS.toSeconds(2))
                    .signedBy(key))
        .toList();
  }

  private String callers(Path keys) {
    return """
        callers:
          bearer:
            issuer: %s
            audience: %s
            jwks: %s
        roles:
          reader: { tools: [read_file] }
        """
        .formatted(TokenDraft.ISSUER, TokenDraft.AUDIENCE, keys);
  }

  private String policy(String callers) {
    return """
        sallyport: 1
        server: throughput
        mode: enforce
        %stools:
          read_file: { files: { read: ["%s/**"] } }
        """
        .formatted(callers, directory);
  }
}
