package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * What counting the bytes that are read from files costs a read, beside bare, on every JDK found,
 * in one run: where the policy has no such limit, where it has one and it is not this work's, and
 * inside a call that has it.
 *
 * <p>{@code mvn -q -Preading -DskipTests -pl benchmarks -am package}
 */
public final class ReadingCosts {
  private final Path directory;
  private final Path file;

  private ReadingCosts(Path directory) throws IOException {
    this.directory = directory;
    this.file = directory.resolve("file");
    try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
      for (int i = 0; i < Reading.CHUNKS; i++) {
        made.write(new byte[Reading.CHUNK]);
      }
    }
  }

  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    new ReadingCosts(Files.createTempDirectory("sallyport-reading").toRealPath()).measureAll();
  }

  private void measureAll() throws IOException, RunnerException, CommandLineOptionException {
    String own = "-D" + Reading.FILE + "=" + file;
    String limited = agent("limited", ", limits: { read: 1000000GiB }");
    List<Costs.Setting> settings =
        List.of(
            new Costs.Setting("none", List.of(own)),
            new Costs.Setting("agent, no limit", List.of(own, agent("unlimited", ""))),
            new Costs.Setting("limit, outside a call", List.of(own, limited)),
            new Costs.Setting(
                "limit, inside its call",
                List.of(
                    own,
                    limited,
                    "-Djmh.executor=CUSTOM",
                    "-Djmh.executor.class=" + CallExecutor.class.getName())));
    Costs costs = new Costs(Reading.class);
    for (Jdk jdk : Jdks.all()) {
      costs.measure(jdk, settings, List.of());
    }
    costs.print(System.out);
  }

  /** JMH talks to its parent and reads its classes, in a call's JVM while the server serves. */
  private String agent(String name, String limits) throws IOException {
    String grants =
        """
        files: { read: ["/**"], write: ["/**"], delete: ["/**"] }, net: ["localhost:*"], env: ["*"]""";
    String phase =
        "{ "
            + grants
            + ", jvm: [attach, diagnostics, exit, foreign, instrument, processes, signals, unsafe] }";
    String policy =
        """
        sallyport: 1
        server: reading
        mode: enforce
        tools: { %s: { %s%s } }
        runtime:
          starting: %s
          serving: %s
        egress: { allow: ["localhost:*"] }
        """
            .formatted(CallExecutor.TOOL, grants, limits, phase, phase);
    return Costs.agent(Files.writeString(directory.resolve(name + ".yaml"), policy));
  }
}
