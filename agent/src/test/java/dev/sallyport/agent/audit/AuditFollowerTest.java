package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditFollowerTest {
  @TempDir private Path directory;
  private Path file;
  private AuditFollower follower;

  @BeforeEach
  void follow() {
    file = directory.resolve("audit.jsonl");
    follower = new AuditFollower(file);
  }

  @AfterEach
  void close() throws IOException {
    follower.close();
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void lines_comeWhenTheyAreWhole() throws IOException {
    append("a\nb");

    assertThat(follower.next()).containsExactly("a");
    append("c\nd\n");
    assertThat(follower.next()).containsExactly("bc", "d");
    assertThat(follower.next()).isEmpty();
  }

  @Test
  void file_thatIsNotThereYet_isWaitedFor() throws IOException {
    assertThat(follower.last(10, line -> true)).isEmpty();
    assertThat(follower.next()).isEmpty();
    append("a\n");
    assertThat(follower.next()).containsExactly("a");
  }

  @Test
  void fileThatTakesItsName_isReadFromItsBeginning_afterTheEndOfTheOther() throws IOException {
    append("a\n");
    assertThat(follower.next()).containsExactly("a");

    append("b\n");
    Files.move(file, directory.resolve("audit.jsonl.1"));
    assertThat(follower.next()).containsExactly("b");
    Files.writeString(directory.resolve("audit.jsonl.1"), "c\n", StandardOpenOption.APPEND);
    append("d\n");

    assertThat(follower.next()).containsExactly("c", "d");
  }

  @Test
  void fileThatIsCut_isReadFromItsBeginning() throws IOException {
    append("a\nb\n");
    assertThat(follower.next()).hasSize(2);
    Files.writeString(file, "c\n");

    assertThat(follower.next()).containsExactly("c");
  }

  @Test
  void lastLines_areThoseThatCount_howeverFarBack() throws IOException {
    append("wanted 1\nwanted 2\n" + "other\n".repeat(200_000) + "wanted 3\nhalf");

    assertThat(follower.last(2, line -> line.startsWith("wanted")))
        .containsExactly("wanted 2", "wanted 3");
    append(" whole\n");
    assertThat(follower.next()).containsExactly("half whole");
    assertThat(follower.last(0, line -> true)).isEmpty();
  }
}
