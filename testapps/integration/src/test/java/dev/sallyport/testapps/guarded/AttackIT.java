package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way out that the project knows of, under three policies, on every JDK. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {
  private static final int FEWEST = 200;

  private final Map<Integer, Tally> tallies = new HashMap<>();

  @TempDir Path root;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void attack_withoutItsGrant_leavesNoTrace(Jdk jdk) {
    assertThat(tally(jdk).leaks()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void attack_withItsLeastGrant_happens(Jdk jdk) {
    assertThat(tally(jdk).failedTwins()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void attack_inAuditMode_happensAndIsRecorded(Jdk jdk) {
    assertThat(tally(jdk).unobserved()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void attacks_thatCount_areManyEnough(Jdk jdk) {
    assertThat(tally(jdk).counted()).isGreaterThanOrEqualTo(FEWEST);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void denial_surfaces_asTheTableSays(Jdk jdk) {
    assumeTrue(DenialTable.covers(jdk), "docs/denials.md has no column for " + jdk);
    assertThat(DenialTable.documented(jdk)).isEqualTo(DenialTable.of(tally(jdk)));
  }

  /** With {@code -Dapprove=true}, for someone to review. */
  @AfterAll
  void approve() throws IOException {
    if (Boolean.getBoolean("approve")) {
      DenialTable.approve(tallies);
    }
  }

  private Tally tally(Jdk jdk) {
    return tallies.computeIfAbsent(jdk.feature(), feature -> fought(jdk));
  }

  private Tally fought(Jdk jdk) {
    try {
      Path real = root.toRealPath().resolve(Integer.toString(jdk.feature()));
      Tally tally =
          new Tally(
              jdk,
              Siege.of(jdk, Twin.DENIED, real.resolve("d")),
              Siege.of(jdk, Twin.GRANTED, real.resolve("g")),
              Siege.of(jdk, Twin.AUDITED, real.resolve("a")));
      tally.publish();
      return tally;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
