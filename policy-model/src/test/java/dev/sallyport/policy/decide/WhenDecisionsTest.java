package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sallyport.policy.model.Mode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhenDecisionsTest {
  private static final Circumstances NOBODY = Policies.by(null, null);

  private static Engine engine(String when) {
    return Policies.engine("tools:\n  t:\n    when: |\n      " + when + "\n");
  }

  private static Reason reason(String when, Map<?, ?> arguments, Circumstances circumstances) {
    return engine(when).decide(new Request.ToolCall("t", arguments), circumstances).reason();
  }

  private static Reason of(String when, Map<?, ?> arguments) {
    return reason(when, arguments, NOBODY);
  }

  private static Caller caller(Set<String> roles) {
    return new Caller("ann", roles, "acme", "bot", null, Set.of("repo:read"));
  }

  @Test
  void when_holds_orDenies() {
    assertThat(of("args.n < 10", Map.of("n", 1))).isEqualTo(Reason.GRANTED);
    assertThat(of("args.n < 10", Map.of("n", 10))).isEqualTo(Reason.CONDITION);
    assertThat(of("args.n < 10", Map.of("n", 1.5))).isEqualTo(Reason.GRANTED);
    assertThat(of("tool == \"t\"", Map.of())).isEqualTo(Reason.GRANTED);
  }

  @Test
  void when_thatCannotBeTold_denies() {
    assertThat(of("args.n < 10", Map.of())).isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("args.n < 10", Map.of("n", "1"))).isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("args.flag", Map.of("flag", "true"))).isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("args.flag", Map.of("flag", true))).isEqualTo(Reason.GRANTED);
    assertThat(of("session.age < duration(\"1h\")", Map.of())).isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("!has(args.n) || args.n < 10", Map.of())).isEqualTo(Reason.GRANTED);
  }

  @Test
  void decision_namesTheRule() {
    Decision decision = engine("args.n < 10").decide(new Request.ToolCall("t"), NOBODY);
    assertThat(decision.denies()).isTrue();
    assertThat(decision.rule().path()).isEqualTo("tools.t.when");
    assertThat(decision.rule().line()).isEqualTo(4);
  }

  @Test
  void caller_whoIsNotKnown_isEmpty() {
    assertThat(of("caller.subject == \"\" && caller.roles == []", Map.of()))
        .isEqualTo(Reason.GRANTED);
    Circumstances one = Policies.by(caller(Set.of("reviewer")), null);
    Circumstances two = Policies.by(caller(Set.of("reviewer", "maintainer")), null);
    assertThat(reason("caller.role == \"reviewer\"", Map.of(), one)).isEqualTo(Reason.GRANTED);
    assertThat(reason("caller.role == \"reviewer\"", Map.of(), two)).isEqualTo(Reason.CONDITION);
    assertThat(reason("\"reviewer\" in caller.roles", Map.of(), two)).isEqualTo(Reason.GRANTED);
    assertThat(reason("\"repo:read\" in caller.scopes", Map.of(), two)).isEqualTo(Reason.GRANTED);
    assertThat(reason("args.tenant == caller.tenant", Map.of("tenant", "acme"), one))
        .isEqualTo(Reason.GRANTED);
    assertThat(reason("args.tenant == caller.tenant", Map.of("tenant", "other"), one))
        .isEqualTo(Reason.CONDITION);
  }

  @Test
  void session_andNow_areKnown() {
    Session session = new Session(Duration.ofMinutes(3), Duration.ofSeconds(2), "review");
    Circumstances early = new Circumstances(null, session, Instant.parse("2026-01-02T08:00:00Z"));
    assertThat(reason("session.age < duration(\"5m\")", Map.of(), early)).isEqualTo(Reason.GRANTED);
    assertThat(reason("session.idle > duration(\"5m\")", Map.of(), early))
        .isEqualTo(Reason.CONDITION);
    assertThat(reason("session.purpose == \"review\"", Map.of(), early)).isEqualTo(Reason.GRANTED);
    assertThat(reason("now.getHours() < 9", Map.of(), early)).isEqualTo(Reason.GRANTED);
  }

  @Test
  void conditions_ofAllEntriesThatFit_haveToHold() {
    Engine engine = Policies.engine("tools:\n  t: { when: args.a }\n  \"*\": { when: args.b }\n");
    assertThat(decide(engine, Map.of("a", true, "b", true)).reason()).isEqualTo(Reason.GRANTED);
    assertThat(decide(engine, Map.of("a", false, "b", true)).rule().path())
        .isEqualTo("tools.t.when");
    assertThat(decide(engine, Map.of("a", true, "b", false)).rule().path())
        .isEqualTo("tools.*.when");
  }

  private static Decision decide(Engine engine, Map<?, ?> arguments) {
    return engine.decide(new Request.ToolCall("t", arguments), NOBODY);
  }

  @Test
  void audit_deniesAlike_andStopsNothing() {
    Engine engine = engine("args.n < 10");
    assertThat(engine.mode()).isEqualTo(Mode.AUDIT);
    assertThat(decide(engine, Map.of("n", 11)).denies()).isTrue();
    assertThat(decide(engine.withMode(Mode.ENFORCE), Map.of("n", 11)).denies()).isTrue();
    assertThat(engine.mode(new Principal.Tool("t"))).isEqualTo(Mode.AUDIT);
  }

  @Test
  void numbers_areExact_orDeny() {
    assertThat(of("args.n > 1", Map.of("n", Double.NaN))).isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("!(args.n > 1)", Map.of("n", Double.NaN))).isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("args.n > 1", Map.of("n", Double.POSITIVE_INFINITY)))
        .isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("args.n > 1", Map.of("n", BigInteger.ONE.shiftLeft(64))))
        .isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("args.n > 1", Map.of("n", new BigDecimal("1e999999999"))))
        .isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("args.n == 9223372036854775807", Map.of("n", BigInteger.valueOf(Long.MAX_VALUE))))
        .isEqualTo(Reason.GRANTED);
    assertThat(of("args.n + 1 > 0", Map.of("n", Long.MAX_VALUE))).isEqualTo(Reason.CONDITION_ERROR);
  }

  @Test
  void null_isNull() {
    Map<String, @Nullable Object> arguments = new HashMap<>();
    arguments.put("n", null);
    assertThat(of("args.n == null", arguments)).isEqualTo(Reason.GRANTED);
    assertThat(of("args.n < 1", arguments)).isEqualTo(Reason.CONDITION_ERROR);
  }

  @Test
  void whatIsNotNamed_isNotLookedAt() {
    Map<String, Object> arguments =
        Map.of("path", "/srv/a", "content", "x".repeat(5_000_000), "odd", new Object());
    assertThat(of("args.path.startsWith(\"/srv/\")", arguments)).isEqualTo(Reason.GRANTED);
    assertThat(of("size(args.content) < 10", arguments)).isEqualTo(Reason.CONDITION_ERROR);
    assertThat(of("args.odd == 1", arguments)).isEqualTo(Reason.CONDITION_ERROR);
  }

  @Test
  void evaluation_isNotLong_whateverIsSent() {
    String many = "a".repeat(60_000);
    List<Object> items = Collections.nCopies(200, many);
    Map<String, Object> arguments =
        Map.of(
            "text",
            many,
            "part",
            "a".repeat(30_000) + "b",
            "items",
            items,
            "long",
            longList(),
            "deep",
            deep());
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertThat(of("args.text.contains(args.part)", arguments)).isEqualTo(Reason.CONDITION);
          assertThat(of("args.items.all(i, args.items.all(j, i == j))", arguments))
              .isEqualTo(Reason.CONDITION_ERROR);
          assertThat(of("args.long.all(i, args.long.all(j, i + j >= 0))", arguments))
              .isEqualTo(Reason.CONDITION_ERROR);
          assertThat(of("args.text.matches(\"(a+)+b\")", arguments))
              .isEqualTo(Reason.CONDITION_ERROR);
          assertThat(of("args.deep == args.deep", arguments)).isEqualTo(Reason.CONDITION_ERROR);
        });
  }

  private static List<Object> longList() {
    return Collections.nCopies(1_000_000, 1);
  }

  private static Object deep() {
    Object deep = "x";
    for (int i = 0; i < 20_000; i++) {
      deep = List.of(deep);
    }
    return deep;
  }

  @Test
  void matching_isLinear() {
    Map<String, Object> arguments = Map.of("text", "a".repeat(16_000) + "!");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThat(of("args.text.matches(\"^(a+)+$\")", arguments))
                .isEqualTo(Reason.CONDITION));
    assertThat(of("args.text.matches(\"^a+!$\")", arguments)).isEqualTo(Reason.GRANTED);
  }

  /** Whatever is sent, an evaluation ends with a decision. */
  @Test
  void property_noExceptionEscapes() {
    List<Engine> engines = new ArrayList<>();
    for (String when :
        List.of(
            "args.a < 3",
            "args.a == args.b",
            "args.a.all(x, x == args.b)",
            "args.a.contains(args.b)",
            "args[args.b] == 1",
            "size(args.a) > int(args.b)",
            "string(args.a) == string(args.b) || args.a.b.c",
            "timestamp(args.a) < now && duration(args.b) < duration(\"1h\")")) {
      engines.add(engine(when));
    }
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Map<String, @Nullable Object> arguments = new HashMap<>();
      arguments.put("a", value(random, 4));
      arguments.put("b", value(random, 4));
      Decision decision = decide(engines.get(i % engines.size()), arguments);
      assertThat(decision.reason()).isIn(Reason.GRANTED, Reason.CONDITION, Reason.CONDITION_ERROR);
    }
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 9 : 11)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> random.nextDouble() * Double.MAX_VALUE;
      case 4 -> Double.NaN;
      case 5 -> new BigInteger(80, random);
      case 6 -> new BigDecimal("1e" + random.nextInt());
      case 7 -> "\ud800";
      case 8 -> "2026-01-01T00:00:00Z";
      case 9 -> Collections.singletonList(value(random, depth - 1));
      default -> Collections.singletonMap("b", value(random, depth - 1));
    };
  }
}
