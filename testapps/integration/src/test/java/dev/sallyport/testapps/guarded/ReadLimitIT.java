package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.attack.Attack;
import dev.sallyport.testapps.attack.Attacks;
import dev.sallyport.testapps.attack.Target;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to read a file that the project knows of, under a limit of the bytes that its call may
 * read: what is counted is held to the size of the file.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ReadLimitIT {
  private static final int FEWEST = 25;

  /** Its file is copied by the call, and then read. */
  private static final String READ_TWICE = "read_Files_copy_to_file";

  /** Since some release the end of the file counts as a byte there. */
  private static final String READ_BY_LINE = "read_RandomAccessFile_r";

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private final List<Position> positions = new ArrayList<>();
  private final Map<String, String> wrong = new TreeMap<>();
  private AuditLog audit;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws IOException {
    Path root = temporary.toRealPath();
    audit = new AuditLog(root.resolve("audit.jsonl"));
    for (Attack attack : Attacks.all()) {
      if (attack.family().equals("read")
          && attack.target() == Target.CONTENT
          && attack.isIn(jdk.feature())) {
        positions.add(Position.of(attack, Twin.GRANTED, jdk, root, positions.size()));
      }
    }
    assertThat(positions).hasSizeGreaterThanOrEqualTo(FEWEST);
  }

  @AfterEach
  void close() {
    positions.forEach(Position::close);
  }

  private static long size(Position position) throws IOException {
    return Files.size(Path.of(position.arguments(Map.of()).get("path")));
  }

  /** What a call reads where nothing stops it. */
  private static long read(Position position) throws IOException {
    return switch (position.attack().name()) {
      case READ_TWICE -> 2 * size(position);
      case READ_BY_LINE -> size(position) + 1;
      default -> size(position);
    };
  }

  private ServerProcess start(String mode, boolean enough) throws IOException {
    StringBuilder policy = new StringBuilder("sallyport: 1\nmode: " + mode + "\ntools:\n");
    for (Position position : positions) {
      policy
          .append("  ")
          .append(position.attack().name())
          .append(":\n")
          .append(position.grants().yaml("    "))
          .append("    limits: { read: ")
          .append(enough ? read(position) : size(position) - 1)
          .append(" }\n");
    }
    return Guarded.launch(App.attackServer(), jdk, policy.toString(), audit.file())
        .args(positions.stream().map(at -> at.attack().name()).toArray(String[]::new))
        .start();
  }

  /** Calls each tool; what it is expected to answer is in {@code succeeds}. */
  private void call(ServerProcess server, boolean succeeds) {
    McpSyncClient client = server.client();
    for (Position position : positions) {
      String answer =
          ToolCalls.text(
              ToolCalls.call(client, position.attack().name(), position.arguments(Map.of())));
      if (position.succeeded(answer, server.pid()) != succeeds) {
        wrong.put(position.attack().name(), answer);
      }
    }
  }

  private void assertDenials(String action, boolean each) {
    for (Position position : positions) {
      String tool = position.attack().name();
      List<String> denials =
          audit.lines().stream()
              .filter(line -> line.isDecision() && line.tool().equals(tool))
              .filter(line -> line.verdict().equals("deny"))
              .map(line -> line.action() + " " + line.operation() + " " + line.rule())
              .toList();
      String expected = action + " file read bytes read tools." + tool + ".limits.read";
      boolean asExpected =
          each ? denials.size() == 1 && denials.get(0).startsWith(expected) : denials.isEmpty();
      if (!asExpected) {
        wrong.put(tool, denials.toString());
      }
    }
  }

  @Test
  void file_upToTheLimit_isRead() throws IOException {
    try (ServerProcess server = start("enforce", /* enough= */ true)) {
      call(server, /* succeeds= */ true);
    }
    assertDenials("", /* each= */ false);
    assertThat(wrong).isEmpty();
  }

  @Test
  void file_oneByteOverTheLimit_isNotRead() throws IOException {
    try (ServerProcess server = start("enforce", /* enough= */ false)) {
      call(server, /* succeeds= */ false);
    }
    assertDenials("blocked", /* each= */ true);
    assertThat(wrong).isEmpty();
  }

  @Test
  void file_overTheLimit_inAuditMode_isReadAndRecordedOnce() throws IOException {
    try (ServerProcess server = start("audit", /* enough= */ false)) {
      call(server, /* succeeds= */ true);
    }
    assertDenials("observed", /* each= */ true);
    assertThat(wrong).isEmpty();
  }
}
