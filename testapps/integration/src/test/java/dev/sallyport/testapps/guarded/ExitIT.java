package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server removes when it ends, long after the call that told it to. */
class ExitIT {
  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void deletionAtExit_withoutAGrant_isRefusedWhenItIsAskedFor(Jdk jdk) throws IOException {
    Path file = file("kept");

    Told told = deleteLater(jdk, "enforce", "read", file);

    assertThat(file).hasContent("kept");
    assertThat(told.answer().isError()).isTrue();
    assertThat(told.recorded().denials())
        .extracting(AuditLine::operation, AuditLine::action)
        .containsExactly(tuple("file delete " + file, "blocked"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void deletionAtExit_underAGrant_happensWhenNoCallIsLeft(Jdk jdk) throws IOException {
    Path file = file("doomed");

    Told told = deleteLater(jdk, "enforce", "delete", file);

    assertThat(file).doesNotExist();
    assertThat(told.answer().isError()).isFalse();
    assertThat(told.recorded().denials()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void deletionAtExit_inAuditMode_happensAndIsRecorded(Jdk jdk) throws IOException {
    Path file = file("doomed");

    Told told = deleteLater(jdk, "audit", "read", file);

    assertThat(file).doesNotExist();
    assertThat(told.answer().isError()).isFalse();
    assertThat(told.recorded().denials())
        .extracting(AuditLine::operation, AuditLine::action)
        .containsExactly(tuple("file delete " + file, "observed"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.toRealPath().resolve("file.txt"), content);
  }

  /** Calls the tool under that grant, and ends the server. */
  private Told deleteLater(Jdk jdk, String mode, String grant, Path file) {
    String policy =
        "sallyport: 1\nmode: "
            + mode
            + "\ntools:\n  delete_later: { files: { "
            + grant
            + ": ['"
            + file
            + "'] } }\n";
    Path audit = directory.resolve("audit.jsonl");
    var server = Guarded.launch(App.vulnerableServer(), jdk, policy, audit).args("/").start();
    try (Guarded guarded = new Guarded(server, server.client(), new AuditLog(audit))) {
      Told told = guarded.call("delete_later", Map.of("path", file.toString()));
      assertThat(file).exists();
      return told;
    }
  }
}
