package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * What it costs that the context follows the work, beside none, on every JDK found, in one run: for
 * the server itself, where there is none to follow, and inside a tool call.
 *
 * <p>{@code mvn -q -Ppropagation -DskipTests -pl benchmarks -am package}
 */
public final class PropagationCosts {
  private static final int VIRTUAL_THREADS_SINCE = 21;

  private final Path tools;
  private final Path servers;
  private final Path policy;

  private PropagationCosts(Path directory) throws IOException {
    tools = Files.writeString(directory.resolve("tools.txt"), "content");
    servers = Files.writeString(directory.resolve("servers.txt"), "content");
    policy = Files.writeString(directory.resolve("policy.yaml"), policy());
  }

  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    Path directory = Files.createTempDirectory("sallyport-propagation").toRealPath();
    new PropagationCosts(directory).measureAll();
  }

  private void measureAll() throws IOException, RunnerException, CommandLineOptionException {
    Costs costs = new Costs(Propagation.class, "propagation");
    for (Jdk jdk : MeasuredJdks.all()) {
      List<String> absent =
          jdk.feature() < VIRTUAL_THREADS_SINCE ? List.of(Propagation.VIRTUAL_THREAD) : List.of();
      costs.measure(
          jdk,
          List.of(
              new Costs.Setting("none", List.of(own(servers)), absent),
              new Costs.Setting(
                  "agent, outside a call",
                  List.of(Costs.agent(policy), own(servers), others(tools)),
                  absent),
              new Costs.Setting(
                  "agent, inside a call",
                  List.of(
                      Costs.agent(policy),
                      own(tools),
                      others(servers),
                      CallExecutor.CUSTOM,
                      CallExecutor.CLASS),
                  absent)));
    }
  }

  private static String own(Path file) {
    return "-D" + Propagation.OWN + "=" + file;
  }

  private static String others(Path file) {
    return "-D" + Propagation.OTHERS + "=" + file;
  }

  /** JMH talks to its parent, in a call's JVM while the server serves. */
  private String policy() {
    String phase =
        """
        {
            files: { read: ["/**"], write: ["/**"], delete: ["/**"], deny: ["%s"] },
            net: ["localhost:*"],
            env: ["*"],
            jvm: [attach, diagnostics, exit, foreign, instrument, processes, signals, unsafe]
          }\
        """
            .formatted(tools);
    return """
    sallyport: 1
    server: propagation
    mode: enforce
    tools:
      %s: { files: { read: ["%s"] } }
    runtime:
      starting: %s
      serving: %s
    egress: { allow: ["localhost:*"] }
    """
        .formatted(CallExecutor.TOOL, tools, phase, phase);
  }
}
