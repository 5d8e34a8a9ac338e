package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.weave.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many different files a call may touch. */
class FileCountsTest {
  private String in;

  @BeforeEach
  void build(@TempDir Path temporary) throws IOException {
    Path root = temporary.toRealPath();
    for (String name : new String[] {"a", "b", "c", "d"}) {
      Files.writeString(root.resolve(name), name);
    }
    in = root.toString();
  }

  private String keys(String limits) {
    return "{ files: { read: ['" + in + "/**'], write: ['" + in + "/**'] }" + limits + " }";
  }

  private boolean reads(House house, String name) {
    return house.allows(Check.FILE_READ, in + "/" + name);
  }

  private boolean writes(House house, String name) {
    return house.allows(Check.FILE_WRITE, in + "/" + name);
  }

  @Test
  void files_beyondTheLimit_areRefusedAndRecordedOnce() {
    try (House house = House.enforcing(keys(", limits: { files: 2 }"))) {
      assertThat(reads(house, "a")).isTrue();
      assertThat(writes(house, "a")).isTrue();
      assertThat(house.allows(Check.FILE_STAT, in + "/c")).isTrue();
      assertThat(house.allows(Check.FILE_READ, "/absent/file")).isFalse();
      assertThat(writes(house, "b")).isTrue();
      assertThat(reads(house, "c")).isFalse();
      assertThat(writes(house, "d")).isFalse();
      assertThat(reads(house, "b")).isTrue();
      assertThat(writes(house, "a")).isTrue();
      assertThat(house.decisions())
          .filteredOn(decision -> decision.contains(" touch "))
          .containsExactly("file touch files touched deny blocked");
    }
  }

  @Test
  void files_inAuditMode_goOnAndAreRecordedOnce() {
    try (House house = House.auditing(keys(", limits: { files: 1 }"))) {
      assertThat(reads(house, "a")).isTrue();
      assertThat(reads(house, "b")).isTrue();
      assertThat(reads(house, "c")).isTrue();
      assertThat(house.decisions())
          .filteredOn(decision -> decision.contains(" touch "))
          .containsExactly("file touch files touched deny observed");
    }
  }

  @Test
  void files_withoutALimit_areNotCounted() {
    try (House house = House.enforcing(keys(""))) {
      assertThat(reads(house, "a") && reads(house, "b") && reads(house, "c")).isTrue();
      assertThat(house.call().touches("first")).isEqualTo(1);
    }
  }
}
