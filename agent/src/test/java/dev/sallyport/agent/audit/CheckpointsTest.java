package dev.sallyport.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {
  private static final ChainPoint POINT = new ChainPoint(17, "ab".repeat(32));

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  private Checkpoints with(File key) {
    return new Checkpoints(
        5000, Duration.ofMinutes(1), key, /* named= */ false, new PrintStream(err, true, UTF_8));
  }

  @Test
  void prepare_noKeyYet_madeBeforeAnythingIsSigned_andUsed() throws Exception {
    File key = directory.resolve("audit.key").toFile();
    Checkpoints checkpoints = with(key);

    checkpoints.prepare();

    assertThat(key).exists();
    String id = SigningKey.read(key).id();
    Files.delete(key.toPath());
    assertThat(checkpoints.details(POINT, 17)).containsEntry("key", id);
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void prepare_keyUnusable_saidOnce_andTriedAgain() throws IOException {
    Path key = Files.writeString(directory.resolve("audit.key"), "none");
    Checkpoints checkpoints = with(key.toFile());

    checkpoints.prepare();

    assertThat(checkpoints.details(POINT, 17)).isNull();
    assertThat(err.toString(UTF_8)).contains("records are not signed, " + key).hasLineCount(1);
    Files.delete(key);
    assertThat(checkpoints.details(POINT, 17)).containsEntry("upTo", "17");
  }
}
