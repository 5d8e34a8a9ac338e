package dev.sallyport.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * What an HTTP request costs beside bare, on every JDK found, in one run: with its URL decided
 * among 20 patterns, and with 5 and 100 credentials looked for besides.
 *
 * <p>{@code mvn -q -Prequests -DskipTests -pl benchmarks -am package}
 */
public final class RequestCosts {
  private static final int LENGTH = 40;
  private static final int PATTERNS = 20;

  private final Path directory;
  private final int port;

  private RequestCosts(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    Path directory = Files.createTempDirectory("sallyport-requests").toRealPath();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      new RequestCosts(directory, server.getAddress().getPort()).measureAll();
    } finally {
      server.stop(0);
    }
  }

  private void measureAll() throws IOException, RunnerException, CommandLineOptionException {
    List<Costs.Setting> settings =
        List.of(
            new Costs.Setting("none", List.of("-D" + Requests.PORT + "=" + port)),
            setting(0),
            setting(5),
            setting(100));
    Costs costs = new Costs(Requests.class, "requests");
    for (Jdk jdk : MeasuredJdks.all()) {
      costs.measure(jdk, settings);
    }
  }

  private Costs.Setting setting(int credentials) throws IOException {
    Random random = new Random(credentials);
    StringBuilder named = new StringBuilder();
    List<String> flags = new ArrayList<>();
    flags.add("-D" + Requests.PORT + "=" + port);
    for (int i = 0; i < credentials; i++) {
      named.append("  c").append(i).append(": { property: c").append(i);
      named.append(", hosts: [api.example.com] }\n");
      flags.add("-Dc" + i + "=" + value(random));
    }
    Path policy = directory.resolve(credentials + ".yaml");
    flags.add(0, Costs.agent(Files.writeString(policy, policy(named))));
    return new Costs.Setting("enforce, credentials: " + credentials, flags);
  }

  private static String value(Random random) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      value.append(Character.forDigit(random.nextInt(36), 36));
    }
    return value.toString();
  }

  /**
   * The benchmark is the server itself, starting; JMH talks to its parent and reads its classes.
   */
  private String policy(CharSequence credentials) {
    return """
    sallyport: 1
    server: requests
    mode: enforce
    %s%s
    runtime:
      starting:
        files: { read: ["/**"], write: ["/**"], delete: ["/**"] }
        net: ["localhost:*"]
        http: [%s]
        listen: ["*:*"]
        env: ["*"]
        jvm: [attach, diagnostics, exit, foreign, instrument, processes, signals, unsafe]
    egress: { allow: ["localhost:*"] }
    """
        .formatted(credentials.isEmpty() ? "" : "credentials:\n", credentials, patterns());
  }

  /** Those of the host that is asked, the one that covers the request last. */
  private String patterns() {
    String root = "\"GET http://localhost:" + port + "/repos/{owner}/{repo}/";
    StringBuilder patterns = new StringBuilder();
    for (int i = 1; i < PATTERNS; i++) {
      patterns.append(root).append("part").append(i).append("/**\", ");
    }
    return patterns.append(root).append("contents/**\"").toString();
  }
}
