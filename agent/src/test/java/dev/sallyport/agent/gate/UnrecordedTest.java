package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.weave.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done while the queue of records is full. */
final class UnrecordedTest {
  private static final String DENYING = "audit: { full: deny }\n";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = Files.writeString(directory.toRealPath().resolve("a.txt"), "text");
  }

  @Test
  void grants_whoseRecordIsLost_areDeniedWhereThePolicySaysSo() {
    try (House house = house("enforce", DENYING)) {
      assertThat(house.overflowing(() -> reads(house))).isFalse();

      assertThat(house.call().blocked()).hasSize(1);
      assertThat(isGapRecorded(house)).isTrue();
      assertThat(reads(house)).isTrue();
    }
  }

  @Test
  void grants_thatWereUsedBefore_areDeniedToo() {
    try (House house = house("enforce", DENYING)) {
      assertThat(reads(house)).isTrue();
      house.recorded();

      assertThat(house.overflowing(() -> reads(house))).isFalse();

      assertThat(reads(house)).isTrue();
    }
  }

  @Test
  void grants_whoseRecordIsLost_holdWhereThePolicySaysNothing() {
    try (House house = house("enforce", "")) {
      assertThat(house.overflowing(() -> reads(house))).isTrue();

      assertThat(isGapRecorded(house)).isTrue();
    }
  }

  @Test
  void inAuditMode_nothingIsDenied() {
    try (House house = house("audit", DENYING)) {
      assertThat(house.overflowing(() -> reads(house))).isTrue();

      assertThat(isGapRecorded(house)).isTrue();
    }
  }

  private House house(String mode, String audit) {
    return House.inCall(
        audit
            + "mode: "
            + mode
            + "\ntools:\n  t: { files: { read: ['"
            + directory.resolve("**")
            + "'] } }\n");
  }

  private boolean reads(House house) {
    return house.allows(Check.FILE_READ, file.toString());
  }

  private static boolean isGapRecorded(House house) {
    return house.recorded().stream()
        .anyMatch(entry -> entry instanceof Entry.StateChanged state && state.kind().equals("gap"));
  }
}
