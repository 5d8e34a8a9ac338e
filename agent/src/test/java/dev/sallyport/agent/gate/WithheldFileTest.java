package dev.sallyport.agent.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.weave.Check;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens as the JDK does, and hands the descriptor to the gate, as the hook does. */
class WithheldFileTest {
  private static final String VALUE = "s3cret-Value-of-a-file";

  @TempDir private Path directory;
  private Path file;
  private House house;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("token"), VALUE + "\n").toRealPath();
    under("enforce");
  }

  private void under(String mode) {
    if (house != null) {
      house.close();
    }
    house =
        House.inCall(
            "mode: "
                + mode
                + "\ncredentials: { db: { file: "
                + file
                + ", hosts: [db.example.com], withhold: true } }\n"
                + "tools: { t: { files: { read: ['"
                + file.getParent()
                + "/**'], write: ['"
                + file.getParent()
                + "/**'] } } }\n");
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** What whoever opens that gets to read; null where the gate refuses. */
  private String read(Path path) throws IOException {
    try (FileInputStream in = new FileInputStream(path.toFile())) {
      boolean handedOut =
          house.allows(Check.FILE_READ, path.toString(), null, 0, 0)
              && house.verifies(Check.FILE_READ, path.toString(), in.getFD(), 0, 0);
      return handedOut ? new String(in.readAllBytes(), UTF_8) : null;
    }
  }

  @Test
  void file_thatIsWithheld_isReadAsItsPlaceholderEachTime() throws IOException {
    String first = read(file);

    assertThat(first).hasSize(VALUE.length() + 1).endsWith("\n").doesNotContain(VALUE);
    assertThat(first).matches("[a-z][0-9][a-z]{4}-[A-Z].*\n");
    assertThat(read(file)).isEqualTo(first);
    assertThat(file).hasContent(VALUE);
  }

  @Test
  void file_byAnotherName_isWithheld() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    Path second = Files.createLink(directory.resolve("second"), file);

    assertThat(read(link)).isEqualTo(read(file));
    assertThat(read(second)).isEqualTo(read(file));
  }

  @Test
  void file_thatIsReplaced_isWithheldAgain() throws IOException {
    String placeholder = read(file);
    Path other = Files.writeString(directory.resolve("new"), "an0ther-Value-of-a-file");
    try (FileInputStream before = new FileInputStream(file.toFile())) {
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

      assertThat(read(file)).isEqualTo(placeholder);
      assertThat(house.verifies(Check.FILE_READ, file.toString(), before.getFD(), 0, 0)).isTrue();
      assertThat(new String(before.readAllBytes(), UTF_8)).isEqualTo(placeholder);
    }
  }

  @Test
  void file_openForReadingAndWriting_denied() throws IOException {
    try (RandomAccessFile both = new RandomAccessFile(file.toFile(), "rw")) {
      assertThat(house.verifies(Check.FILE_OPEN_RANDOM, file.toString(), both.getFD(), 0, 2))
          .isFalse();
    }
    assertThat(house.decisions()).containsExactly("file read " + file + " of db deny blocked");
  }

  @Test
  void neighbour_staysAsItIs() throws IOException {
    assertThat(read(Files.writeString(directory.resolve("other"), VALUE))).isEqualTo(VALUE);
  }

  @Test
  void file_inAuditMode_isReadAsItIs() throws IOException {
    under("audit");

    assertThat(read(file)).isEqualTo(VALUE + "\n");
  }
}
