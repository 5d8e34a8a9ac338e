package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Audit files of servers that are killed, share a file or fill their disk. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class AuditTrailIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How often a server is killed; more where somebody has the time. */
  private static final int CRASHES = Integer.getInteger("sallyport.crashes", 3);

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path directory;
  private Path audit;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws IOException {
    directory = temporary.toRealPath();
    audit = directory.resolve("audit.jsonl");
    Files.writeString(directory.resolve("note.txt"), "of the note");
  }

  private ServerLaunch launch(String mode, Path file, String more) {
    return ServerProcess.of(App.filesServer())
        .jdk(jdk)
        .agent(BuildTree.agentJar())
        .environment("XDG_STATE_HOME", directory.resolve("state").toString())
        .policy(
            """
            sallyport: 1
            mode: %s
            tools:
              read_file: { files: { read: ["%s/**"] } }
              write_file: { files: { read: ["%s/**"], write: ["%s/**"] } }
            audit: { file: %s%s }
            """
                .formatted(mode, directory, directory, directory, file, more))
        .args(directory.toString())
        .brief();
  }

  private Path publicKey() {
    return directory.resolve("state/sallyport/audit.key.pub");
  }

  /** What the command says of a trail, as JSON. */
  private JsonNode verify(int exit, Path file, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-jar"));
    command.addAll(List.of(BuildTree.agentJar().toString(), "verify", "--format", "json"));
    command.addAll(List.of(more));
    command.add(file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exit);
    return AuditLine.of(said).json();
  }

  @Test
  void killedAtRandomMoments_everyRecordOfTheFileHolds_andEachTornByteIsTold() throws Exception {
    long seed = Long.getLong("sallyport.seed", System.nanoTime());
    System.err.println("killed by seed " + seed);
    Random random = new Random(seed);
    int answered = 0;
    for (int crash = 0; crash < CRASHES; crash++) {
      String sync = crash % 4 < 2 ? "none" : "always";
      String more = ", rotate: { size: 256KiB }, sync: " + sync;
      long before = written();
      ServerProcess server = servers.start(launch("enforce", audit, more));
      if (crash % 2 == 0) {
        // While it starts, which writes some thousand records.
        long until = before + random.nextInt(500_000);
        await(() -> written() >= until);
      } else {
        load(server.raw(), random.nextInt(150_000));
      }
      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      server.awaitExit();
      answered += (int) server.stdout().stream().filter(line -> line.contains("the note")).count();

      JsonNode told = verify(0, audit);

      assertThat(told.path("findings")).as("seed %d, crash %d: %s", seed, crash, told).isEmpty();
      assertThat(told.path("torn").asInt()).isLessThanOrEqualTo(crash + 1);
    }
    ServerProcess last = servers.start(launch("enforce", audit, ", rotate: { size: 256KiB }"));
    last.raw().handshake();
    last.close();

    JsonNode told = verify(0, audit, "--key", publicKey().toString());

    assertThat(told.path("findings")).isEmpty();
    assertThat(told.path("signedTo").asLong()).isEqualTo(told.path("last").asLong() - 1);
    System.err.println("answered " + answered + ", recorded " + calls() + ": " + told);
  }

  /**
   * Calls, many at a time, until so many bytes are written. The SDK can lose an answer that is
   * ready at the same time as another, so what is waited for is the record.
   */
  private void load(RawClient client, long bytes) throws Exception {
    client.handshake();
    long until = written() + bytes;
    for (int id = 1; written() < until; id += 8) {
      long before = written();
      for (int burst = 0; burst < 8; burst++) {
        client.send(read(id + burst));
      }
      await(() -> written() > before);
    }
  }

  private static String read(int id) {
    return """
    {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":\
    {"name":"read_file","arguments":{"path":"note.txt"}}}\
    """
        .formatted(id);
  }

  private List<Path> parts() throws IOException {
    try (var entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("audit(\\.\\d{6})?\\.jsonl"))
          .sorted()
          .toList();
    }
  }

  private long written() throws IOException {
    long bytes = 0;
    for (Path part : parts()) {
      // None where it is split off just now.
      bytes += part.toFile().length();
    }
    return bytes;
  }

  private int calls() throws IOException {
    int calls = 0;
    for (Path part : parts()) {
      for (String line : Files.readAllLines(part)) {
        calls += line.contains("\"kind\":\"call\"") ? 1 : 0;
      }
    }
    return calls;
  }

  @Test
  void twoServersOfOneFile_writeAFileEach() throws Exception {
    ServerProcess one = servers.start(launch("audit", audit, ""));
    one.client();
    ServerProcess other = servers.start(launch("audit", audit, ""));
    Guarded first = new Guarded(one, one.client(), new AuditLog(audit));
    Path beside = directory.resolve("audit-" + other.pid() + ".jsonl");
    Guarded second = new Guarded(other, other.client(), new AuditLog(beside));
    for (int i = 0; i < 10; i++) {
      first.call("read_file", Map.of("path", "note.txt"));
      second.call("read_file", Map.of("path", "note.txt"));
    }
    one.close();
    other.close();

    for (Path file : List.of(audit, beside)) {
      Set<String> processes = new HashSet<>();
      new AuditLog(file).lines().forEach(l -> processes.add(l.json().path("process").asText()));
      assertThat(processes).as("%s", file).hasSize(1);
      JsonNode told = verify(0, file, "--key", publicKey().toString());
      assertThat(told.path("first").asInt()).isEqualTo(1);
      assertThat(told.path("stopped").asBoolean()).isTrue();
    }
    assertThat(other.stderr()).anyMatch(line -> line.contains("is written by another process"));
  }

  @Test
  void key_isClosedToTools_evenWhereAllIsGranted() throws Exception {
    ServerProcess server = servers.start(launch("enforce", audit, ", checkpoints: { records: 1 }"));
    Guarded guarded = new Guarded(server, server.client(), new AuditLog(audit));
    guarded.call("read_file", Map.of("path", "note.txt"));
    guarded.audit().await(0, line -> line.kind().equals("checkpoint"));
    Path key = directory.resolve("state/sallyport/audit.key");
    assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----");

    Told told = guarded.call("read_file", Map.of("path", key.toString()));

    assertThat(told.text()).doesNotContain("PRIVATE KEY");
    assertThat(told.recorded().decisions()).extracting(AuditLine::reason).contains("protected");
    Told open = guarded.call("read_file", Map.of("path", publicKey().toString()));
    assertThat(open.text()).contains("PUBLIC KEY");
  }

  /** What is wanted of a full disk. */
  enum Full {
    DENIED("enforce", ", full: deny"),
    ALLOWED("enforce", ", full: gap"),
    AUDITED("audit", ", full: deny");

    private final String mode;
    private final String key;

    Full(String mode, String key) {
      this.mode = mode;
      this.key = key;
    }
  }

  @ParameterizedTest
  @EnumSource
  void fullDisk(Full full) throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    String mount = "mount -t tmpfs -o size=4m none '" + disk + "'";
    Process trial =
        new ProcessBuilder("unshare", "-rm", "sh", "-c", mount).redirectErrorStream(true).start();
    String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeThat(trial.waitFor()).as("no file system can be mounted here: %s", said).isZero();
    List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
    command.addAll(List.of(mount + "; exec \"$@\"", "sh"));
    Path file = disk.resolve("audit.jsonl");
    ServerLaunch launch = launch(full.mode, file, full.key);
    command.addAll(launch.command(Files.createDirectory(directory.resolve("run"))));
    Map<String, String> environment =
        Map.of(
            "PATH", System.getenv("PATH"), "XDG_STATE_HOME", directory.resolve("state").toString());
    ServerProcess server = ServerProcess.start(command, directory, environment);
    Path seen = Path.of("/proc/" + server.pid() + "/root").resolve(disk.toString().substring(1));
    try (server) {
      RawClient client = server.raw();
      client.handshake();
      assertThat(write(client, "before")).doesNotContain("Refused");
      fill(seen.resolve("filler"));
      if (full == Full.DENIED) {
        await(() -> write(client, "unrecorded").contains("Refused by policy"));
        // There only if the agent had not seen it at the first call.
        Files.deleteIfExists(directory.resolve("unrecorded.txt"));
        assertThat(write(client, "unrecorded")).contains("Refused by policy");
        assertThat(directory.resolve("unrecorded.txt")).doesNotExist();
        assertThat(server.stderr())
            .filteredOn(line -> line.contains("can't be written"))
            .hasSize(1);
      } else {
        // Until the agent has seen that the disk is full, and still.
        await(
            () ->
                !write(client, "unrecorded").contains("Refused")
                    && server.stderr().stream().anyMatch(l -> l.contains("can't be written")));
        assertThat(write(client, "full")).doesNotContain("Refused");
        assertThat(directory.resolve("full.txt")).hasContent("full");
      }
      Files.delete(seen.resolve("filler"));

      await(() -> !write(client, "after").contains("Refused"));
      await(() -> kinds(seen.resolve("audit.jsonl")).contains("gap"));

      assertThat(directory.resolve("after.txt")).hasContent("after");
      Path copy = Files.copy(seen.resolve("audit.jsonl"), directory.resolve("copy.jsonl"));
      JsonNode told = verify(0, copy);
      assertThat(told.path("lost").asInt()).isPositive();
      assertThat(told.path("gaps").asInt()).isPositive();
    }
  }

  private static List<String> kinds(Path file) {
    return new AuditLog(file).lines().stream().map(AuditLine::kind).toList();
  }

  private static String write(RawClient client, String name) {
    return client.call(
        (int) (System.nanoTime() >>> 4) & 0xfffffff,
        "write_file",
        Map.of("path", name + ".txt", "content", name));
  }

  private static void fill(Path filler) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(new byte[64]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("space");
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
