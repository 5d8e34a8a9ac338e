package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What an allowed operation costs beside bare, on every JDK found, in one run: time of one
 * operation, and what the whole JVM allocates for it, the recorder's thread included.
 *
 * <p>{@code mvn -q -Poperations -DskipTests -pl benchmarks -am package}
 */
public final class OperationCosts {
  private final PrintStream out = System.out;
  private final Path directory;
  private final int tcp;
  private final int udp;

  private OperationCosts(Path directory, int tcp, int udp) {
    this.directory = directory;
    this.tcp = tcp;
    this.udp = udp;
  }

  public static void main(String[] arguments) throws IOException, RunnerException {
    Path directory = Files.createTempDirectory("sallyport-operations").toRealPath();
    Files.writeString(directory.resolve("file.txt"), "content");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 128, loopback);
        DatagramSocket datagrams = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      Thread accepting = new Thread(() -> acceptAll(server), "accepting");
      accepting.setDaemon(true);
      accepting.start();
      new OperationCosts(directory, server.getLocalPort(), datagrams.getLocalPort()).measureAll();
    }
  }

  private static void acceptAll(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        server.accept().close();
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void measureAll() throws IOException, RunnerException {
    List<Subject> subjects =
        List.of(
            new Subject("none", List.of()),
            new Subject("audit", List.of(flag("audit"))),
            new Subject("enforce", List.of(flag("enforce"))));
    List<String> lines = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      Map<String, Cost> none = new TreeMap<>();
      for (Subject subject : subjects) {
        for (RunResult result : new Runner(options(jdk, subject)).run()) {
          Cost cost = Cost.of(result);
          none.putIfAbsent(cost.operation(), cost);
          lines.add(line(jdk, subject, cost, none.get(cost.operation())));
        }
      }
    }
    out.println("| JDK | operation | | ns/op | error | over none | ratio | B/op | over none |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    lines.stream().sorted().forEach(out::println);
  }

  private Options options(Jdk jdk, Subject subject) {
    List<String> flags = new ArrayList<>(subject.flags());
    flags.add("-D" + Operations.FILE + "=" + directory.resolve("file.txt"));
    flags.add("-D" + Operations.TCP + "=" + tcp);
    flags.add("-D" + Operations.UDP + "=" + udp);
    return new OptionsBuilder()
        .include(Operations.class.getName())
        .jvm(jdk.java().toString())
        .jvmArgs(flags.toArray(new String[0]))
        .addProfiler(GCProfiler.class)
        .build();
  }

  private String flag(String mode) throws IOException {
    Path policy = Files.writeString(directory.resolve(mode + ".yaml"), policy(mode));
    return "-javaagent:" + BuildTree.agentJar() + "=policy=" + policy + ",audit=/dev/null";
  }

  /**
   * The benchmark is the server itself, starting; JMH talks to its parent and reads its classes.
   */
  private String policy(String mode) {
    return """
        sallyport: 1
        server: operations
        mode: %s
        runtime:
          starting:
            files: { read: ["%s/**", "/**"], write: ["/**"], delete: ["/**"] }
            net: ["localhost:*"]
            listen: ["*:*"]
            env: ["*"]
            jvm: [attach, diagnostics, exit, foreign, instrument, processes, signals, unsafe]
        egress: { allow: ["localhost:*"] }
        """
        .formatted(mode, directory);
  }

  private static String line(Jdk jdk, Subject subject, Cost cost, Cost none) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.0f | ±%.0f | %+.0f | %.2f x | %.0f | %+.0f |",
        jdk.version(),
        cost.operation(),
        subject.name(),
        cost.nanos(),
        cost.error(),
        cost.nanos() - none.nanos(),
        cost.nanos() / none.nanos(),
        cost.bytes(),
        cost.bytes() - none.bytes());
  }

  private record Subject(String name, List<String> flags) {}

  private record Cost(String operation, double nanos, double error, double bytes) {
    static Cost of(RunResult result) {
      Result<?> time = result.getPrimaryResult();
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      return new Cost(time.getLabel(), time.getScore(), time.getScoreError(), bytes.getScore());
    }
  }
}
