package dev.sallyport.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.limit.Kept;
import dev.sallyport.policy.decide.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of sessions, by a clock that the tests turn. */
class SessionTableTest {
  private static final Duration TTL = Duration.ofMinutes(60);
  private static final Duration IDLE = Duration.ofMinutes(15);
  private static final Binding ANN = new Binding("ann", "POST /mcp");
  private static final Binding BOB = new Binding("bob", "POST /mcp");
  private static final String KEY = key(1);

  private Instant now = Instant.EPOCH;
  private final SessionTable table = new SessionTable(() -> now, TTL, IDLE);

  /** As a digest looks. */
  private static String key(int number) {
    int mixed = number * 0x9E3779B9;
    byte[] digest = new byte[32];
    for (int i = 0; i < digest.length; i++) {
      mixed = mixed * 1664525 + 1013904223;
      digest[i] = (byte) (mixed >>> 24);
    }
    return HexFormat.of().formatHex(digest);
  }

  /** What is kept of a session is looked at apart. */
  private Object use(String key, boolean lasting, Binding binding) {
    return seen(table.use(key, lasting, binding, ""));
  }

  private static Object seen(Use use) {
    return use instanceof Use.Own own ? own.session() : use;
  }

  private Kept kept(String key, boolean lasting) {
    return ((Use.Own) table.use(key, lasting, ANN, "")).kept();
  }

  private static Session own(Duration age, Duration idle, @Nullable String purpose) {
    return new Session(age, idle, purpose);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void session_isOfWhoeverFirstUsedIt() {
    assertThat(use(KEY, true, ANN)).isInstanceOf(Session.class);
    assertThat(use(KEY, true, BOB)).isEqualTo(new Use.Foreign());
    assertThat(use(KEY, true, new Binding("ann", "POST /other"))).isEqualTo(new Use.Foreign());
    assertThat(use(KEY, true, ANN)).isInstanceOf(Session.class);
  }

  @Test
  void use_byAnother_doesNotKeepItAlive() {
    use(KEY, true, ANN);
    pass(Duration.ofMinutes(10));
    use(KEY, true, BOB);
    pass(Duration.ofMinutes(10));

    assertThat(use(KEY, true, ANN))
        .isEqualTo(own(Duration.ofMinutes(20), Duration.ofMinutes(20), null));
  }

  @Test
  void use_countsFromTheLastThatWasInTime() {
    use(KEY, true, ANN);
    pass(Duration.ofMinutes(10));
    assertThat(use(KEY, true, ANN))
        .isEqualTo(own(Duration.ofMinutes(10), Duration.ofMinutes(10), null));
    pass(Duration.ofMinutes(10));
    assertThat(use(KEY, true, ANN))
        .isEqualTo(own(Duration.ofMinutes(20), Duration.ofMinutes(10), null));
  }

  @Test
  void session_withAnId_endsForGood() {
    use(KEY, true, ANN);
    pass(IDLE);
    assertThat(use(KEY, true, ANN)).isEqualTo(own(IDLE, IDLE, null));
    pass(IDLE);
    assertThat(use(KEY, true, ANN)).isEqualTo(own(IDLE.plus(IDLE), IDLE.plus(IDLE), null));
  }

  @Test
  void session_withoutAnId_beginsAnewOnceItRested() {
    use(KEY, false, ANN);
    pass(IDLE);
    assertThat(use(KEY, false, ANN)).isEqualTo(own(Duration.ZERO, Duration.ZERO, null));
  }

  @Test
  void purpose_isTheFirstThatWasDeclared() {
    table.use(KEY, true, ANN, "");
    table.use(KEY, true, ANN, "triage");

    assertThat(seen(table.use(KEY, true, ANN, "release")))
        .isEqualTo(own(Duration.ZERO, Duration.ZERO, "triage"));
  }

  @Test
  void tooManyOfOneCaller_costOnlyItsOwn() {
    use(key(0), true, BOB);
    for (int i = 1; i <= SessionTable.MOST_OF_ONE + 1; i++) {
      use(key(i), true, ANN);
    }
    assertThat(use(key(1), true, ANN)).isEqualTo(new Use.Forgotten());
    assertThat(use(key(2), true, ANN)).isInstanceOf(Session.class);
    assertThat(use(key(0), true, BOB)).isInstanceOf(Session.class);
  }

  @Test
  void forgotten_beginsAnewForNobody() {
    Binding nobody = new Binding("", "POST /mcp");
    for (int i = 0; i <= SessionTable.MOST; i++) {
      use(key(i), true, nobody);
    }
    assertThat(use(key(0), true, BOB)).isEqualTo(new Use.Forgotten());
    assertThat(use(key(SessionTable.MOST), true, nobody)).isInstanceOf(Session.class);
  }

  @Test
  void kept_goesOnWithTheSession_andItsAccountAfterARest() {
    Kept first = kept(KEY, false);
    assertThat(kept(KEY, false)).isSameAs(first);
    pass(IDLE);
    Kept next = kept(KEY, false);

    assertThat(next).isNotSameAs(first);
    assertThat(next.account()).isSameAs(first.account());
    assertThat(next.successes()).isNotSameAs(first.successes());
  }
}
