package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.context.Total;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Direction;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many bytes a call may read from files. */
class ReadGateTest {
  private static final String BLOCKED = "file read bytes read deny blocked";

  private Path path;
  private FileInputStream file;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    path = Files.writeString(directory.toRealPath().resolve("file"), "0123456789");
    file = new FileInputStream(path.toFile());
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  private static House limited() {
    return House.enforcing("{ limits: { read: 10 } }");
  }

  private boolean reads(House house, int count) throws IOException {
    return house.verifies(Check.FILE_BYTES, file.getFD(), null, count, 0);
  }

  @Test
  void bytes_overTheLimit_areRefusedAndRecordedOnce() throws IOException {
    try (House house = limited()) {
      assertThat(reads(house, 9)).isTrue();
      assertThat(reads(house, -1)).isTrue();
      assertThat(house.verifies(Check.FILE_BYTE, file.getFD(), null, 'x', 0)).isTrue();
      assertThat(house.allows(Check.FILE_BYTES, file.getFD())).isTrue();
      assertThat(house.verifies(Check.FILE_BYTE, file.getFD(), null, 0, 0)).isFalse();
      assertThat(reads(house, 1)).isFalse();
      assertThat(house.allows(Check.FILE_BYTES, file.getFD())).isFalse();
      assertThat(house.decisions()).containsExactly(BLOCKED);
    }
  }

  @Test
  void bytes_ofARefusedRead_areTakenAway() throws IOException {
    byte[] into = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    try (House house = limited()) {
      assertThat(house.verifies(Check.FILE_BYTES, file.getFD(), into, 11, 3)).isFalse();
    }
    assertThat(new String(into, StandardCharsets.UTF_8)).isEqualTo("012" + "\0".repeat(11) + "ef");
  }

  @Test
  void bytes_inAuditMode_goOnAndAreRecordedOnce() throws IOException {
    byte[] into = "abc".getBytes(StandardCharsets.UTF_8);
    try (House house = House.auditing("{ limits: { read: 2 } }")) {
      assertThat(house.verifies(Check.FILE_BYTES, file.getFD(), into, 3, 0)).isTrue();
      assertThat(reads(house, 3)).isTrue();
      assertThat(house.allows(Check.FILE_BYTES, file.getFD())).isTrue();
      assertThat(house.decisions()).containsExactly("file read bytes read deny observed");
    }
    assertThat(new String(into, StandardCharsets.UTF_8)).isEqualTo("abc");
  }

  @Test
  void bytes_withoutALimit_areNotCounted() throws IOException {
    try (House house = House.enforcing("{}")) {
      assertThat(reads(house, Integer.MAX_VALUE)).isTrue();
      assertThat(house.call().moved(Direction.READ).get()).isZero();
    }
  }

  @Test
  void bytes_ofASession_areThoseOfAllItsCalls() throws IOException {
    AtomicLong read = new AtomicLong(6);
    Decision beyond = new Decision(Verdict.DENY, new Rule("sessions.limits", 1), Reason.LIMIT);
    try (House house = House.enforcing("{}")) {
      house.call().countFor(List.of(new Total(Direction.READ, 10, beyond, read)));
      assertThat(reads(house, 4)).isTrue();
      assertThat(reads(house, 1)).isFalse();
      assertThat(house.decisions()).containsExactly(BLOCKED);
    }
  }

  @Test
  void bytes_thatTheKernelMoves_areRefusedBefore() throws IOException {
    try (House house = limited()) {
      assertThat(house.allows(Check.FILE_BYTES, file.getFD(), null, 10, 0)).isTrue();
      assertThat(reads(house, 4)).isTrue();
      assertThat(house.allows(Check.FILE_BYTES, file.getFD(), null, 6, 0)).isTrue();
      assertThat(house.allows(Check.FILE_BYTES, file.getFD(), null, 7, 0)).isFalse();
    }
  }

  @Test
  void map_countsAsItsLength() throws IOException {
    try (House house = limited()) {
      assertThat(house.allows(Check.FILE_MAP, file.getFD(), 10L)).isTrue();
      assertThat(house.allows(Check.FILE_MAP, file.getFD(), 1L)).isFalse();
    }
    try (House house = limited()) {
      assertThat(house.allows(Check.FILE_MAP, file.getFD(), 1L << 32)).isFalse();
    }
  }

  @Test
  void copy_countsAsWhatIsThere() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    try (House house = limited()) {
      assertThat(house.allows(Check.FILE_COPY, path, attributes)).isTrue();
      assertThat(house.allows(Check.FILE_COPY, path, attributes)).isFalse();
    }
  }

  @Test
  void line_countsByteByByte() throws IOException {
    try (House house = limited();
        RandomAccessFile lines = new RandomAccessFile(path.toFile(), "r")) {
      for (int i = 0; i < 10; i++) {
        assertThat(house.allows(Check.FILE_LINE, lines)).isTrue();
      }
      assertThat(house.allows(Check.FILE_LINE, lines)).isFalse();
    }
  }

  @Test
  void standardInputAndPipes_areNoFiles() throws Exception {
    Path pipe = path.resolveSibling("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (House house = limited();
        RandomAccessFile both = new RandomAccessFile(pipe.toFile(), "rw")) {
      assertThat(house.verifies(Check.FILE_BYTES, both.getFD(), null, 11, 0)).isTrue();
      assertThat(house.verifies(Check.FILE_BYTES, FileDescriptor.in, null, 11, 0)).isTrue();
      assertThat(house.decisions()).isEmpty();
    }
  }

  @Test
  void server_hasNoLimit() throws IOException {
    try (House house = House.ofServer("mode: enforce\ntools: { t: { limits: { read: 1 } } }\n")) {
      assertThat(reads(house, 2)).isTrue();
    }
  }
}
