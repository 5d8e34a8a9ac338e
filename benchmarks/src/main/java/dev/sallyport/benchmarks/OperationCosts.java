package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
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
 * What an operation costs beside bare, on every JDK found, in one run: outside of any call, inside
 * one whose tool may do it, and inside one whose tool may not; time of one operation, and what the
 * whole JVM allocates for it, the recorder's thread included.
 *
 * <p>{@code mvn -q -Poperations -DskipTests -pl benchmarks -am package}
 */
public final class OperationCosts {
  private final Path directory;
  private final int udp;

  private OperationCosts(Path directory, int udp) {
    this.directory = directory;
    this.udp = udp;
  }

  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    Path directory = Files.createTempDirectory("sallyport-operations").toRealPath();
    Files.createDirectory(directory.resolve("files"));
    Files.writeString(directory.resolve("files/file.txt"), "content");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket datagrams = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      new OperationCosts(directory, datagrams.getLocalPort()).measureAll();
    }
  }

  private void measureAll() throws IOException, RunnerException, CommandLineOptionException {
    String agent = Costs.agent(policy("granted", grants()));
    String refusing = Costs.agent(policy("refused", "{}"));
    List<Costs.Setting> settings =
        List.of(
            setting("none"),
            setting("no call", agent),
            setting("allowed", agent, CallExecutor.CUSTOM, CallExecutor.CLASS),
            new Costs.Setting(
                "refused",
                flags(
                    refusing,
                    CallExecutor.CUSTOM,
                    CallExecutor.CLASS,
                    "-D" + Operations.REFUSED + "=true"),
                List.of(Operations.EXCEPTION)));
    Costs costs = new Costs(Operations.class, "operations");
    for (Jdk jdk : MeasuredJdks.all()) {
      costs.measure(jdk, settings);
    }
  }

  private Costs.Setting setting(String name, String... flags) {
    return new Costs.Setting(name, flags(flags));
  }

  private List<String> flags(String... flags) {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("-D" + Operations.FILE + "=" + directory.resolve("files/file.txt"));
    all.add("-D" + Operations.UDP + "=" + udp);
    all.add("-D" + Operations.PARENT + "=" + ProcessHandle.current().pid());
    all.add("-D" + Operations.VARIABLE + "=" + variable());
    return all;
  }

  /** One that is not granted by itself, as {@code PATH} is and others without an underscore. */
  private static String variable() {
    return System.getenv().keySet().stream()
        .filter(name -> name.contains("_") && !name.startsWith("LC_"))
        .sorted()
        .findFirst()
        .orElseThrow();
  }

  /** What the operations need. */
  private String grants() {
    return """
    {
        files: { read: ["%1$s/**"], delete: ["%1$s/**"] },
        net: ["localhost:*"],
        http: ["GET %3$s/repos/{owner}/{repo}/contents/**"],
        listen: ["localhost:*"],
        env: ["%2$s"],
        exec: [{ program: /dev/null }],
        jvm: [processes]
      }\
    """
        .formatted(directory.resolve("files"), variable(), Operations.HOST);
  }

  /**
   * The benchmark is the server itself, starting, or a call of the tool; JMH talks to its parent
   * and reads its classes.
   */
  private Path policy(String name, String grants) throws IOException {
    String server =
        """
        {
            files: { read: ["/**"], write: ["/**"], delete: ["/**"] },
            net: ["localhost:*"],
            http: ["GET %1$s/repos/{owner}/{repo}/contents/**"],
            listen: ["localhost:*"],
            env: ["*"],
            exec: [{ program: /dev/null }],
            jvm: [attach, diagnostics, exit, foreign, instrument, processes, signals, unsafe]
          }\
        """
            .formatted(Operations.HOST);
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        sallyport: 1
        server: operations
        mode: enforce
        tools:
          %s: %s
        runtime:
          starting: %s
          serving: %s
        egress: { allow: ["localhost:*"] }
        """
            .formatted(CallExecutor.TOOL, grants, server, server));
  }
}
