package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLocationTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir private Path directory;

  @Test
  void perStart_withStateHome_underIt() {
    assertThat(perStart("files", Map.of("XDG_STATE_HOME", "/state")))
        .isEqualTo(new File("/state/sallyport/files-20260102T030405Z-42.jsonl"));
  }

  @Test
  void perStart_withoutStateHomeOrRelativeOne_underHome() {
    File expected = new File("/home/me/.local/state/sallyport/files-20260102T030405Z-42.jsonl");

    assertThat(perStart("files", Map.of())).isEqualTo(expected);
    assertThat(perStart("files", Map.of("XDG_STATE_HOME", "state"))).isEqualTo(expected);
  }

  @Test
  void perStart_serverNameWithSeparators_staysInDirectory() {
    assertThat(perStart("../../etc/x y", Map.of("XDG_STATE_HOME", "/state")))
        .isEqualTo(new File("/state/sallyport/_._.._etc_x_y-20260102T030405Z-42.jsonl"));
  }

  @Test
  void creatable_directoriesMissing_yes() {
    File file = directory.resolve("a/b/audit.jsonl").toFile();

    assertThat(AuditLocation.configured(file.getPath(), 42).creatable()).isTrue();
    assertThat(file.getParentFile()).doesNotExist();
  }

  @Test
  void creatable_underAFileOrADirectoryItself_no() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(AuditLocation.configured(file + "/audit.jsonl", 42).creatable()).isFalse();
    assertThat(AuditLocation.configured(directory.toString(), 42).creatable()).isFalse();
  }

  private static File perStart(String server, Map<String, String> environment) {
    return AuditLocation.perStart(server, environment, "/home/me", START, 42).file();
  }
}
