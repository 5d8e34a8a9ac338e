package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * What an allowed operation costs beside bare, on every JDK found, in one run: time of one
 * operation, and what the whole JVM allocates for it, the recorder's thread included.
 *
 * <p>{@code mvn -q -Poperations -DskipTests -pl benchmarks -am package}
 */
public final class OperationCosts {
  private final Path directory;
  private final int tcp;
  private final int udp;

  private OperationCosts(Path directory, int tcp, int udp) {
    this.directory = directory;
    this.tcp = tcp;
    this.udp = udp;
  }

  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    Path directory = Files.createTempDirectory("sallyport-operations").toRealPath();
    Files.writeString(directory.resolve("file.txt"), "content");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DroppingServer server = new DroppingServer();
        DatagramSocket datagrams = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      new OperationCosts(directory, server.port(), datagrams.getLocalPort()).measureAll();
    }
  }

  private void measureAll() throws IOException, RunnerException, CommandLineOptionException {
    List<Costs.Setting> settings =
        List.of(
            setting("none"),
            setting("audit", agent("audit")),
            setting("enforce", agent("enforce")));
    Costs costs = new Costs(Operations.class);
    for (Jdk jdk : Jdks.all()) {
      costs.measure(jdk, settings, List.of());
    }
    costs.print(System.out);
  }

  private Costs.Setting setting(String name, String... flags) {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("-D" + Operations.FILE + "=" + directory.resolve("file.txt"));
    all.add("-D" + Operations.TCP + "=" + tcp);
    all.add("-D" + Operations.UDP + "=" + udp);
    return new Costs.Setting(name, all);
  }

  private String agent(String mode) throws IOException {
    return Costs.agent(Files.writeString(directory.resolve(mode + ".yaml"), policy(mode)));
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
}
