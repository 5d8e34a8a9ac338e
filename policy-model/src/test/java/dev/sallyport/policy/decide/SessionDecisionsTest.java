package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.Policies.engine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Mode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionDecisionsTest {
  private static final String TIMES =
      """
      sessions: { ttl: 1h, idle: 15m }
      tools: { a: {}, b: deny }
      """;

  private static final String PURPOSES =
      """
      sessions:
        purposes: { triage: { tools: ["get_*"], resources: ["db://main/*"] } }
      tools: { get_a: {}, get_b: deny, put: {} }
      resources: { "db://**": {} }
      """;

  @Test
  void times_within_allowed() {
    Engine engine = engine(TIMES);

    assertDecision(call(engine, "a", session(3599, 899))).allows("tools.a");
    assertDecision(call(engine, "b", session(0, 0))).denies(Reason.DENIED, "tools.b");
    assertDecision(call(engine, "a", null)).allows("tools.a");
    assertDecision(call(engine("tools: { a: {} }\n"), "a", session(99999, 99999)))
        .allows("tools.a");
  }

  @Test
  void times_over_denied() {
    Engine engine = engine(TIMES);

    assertDecision(call(engine, "a", session(3600, 0)))
        .denies(Reason.EXPIRED, "sessions.ttl")
        .onLine(2);
    assertDecision(call(engine, "a", session(900, 900))).denies(Reason.EXPIRED, "sessions.idle");
    assertDecision(call(engine, "unlisted", session(3600, 0)))
        .denies(Reason.EXPIRED, "sessions.ttl");
  }

  @Test
  void purposes_whatItsOwnLists_allowed() {
    Engine engine = engine(PURPOSES);
    Session triage = session("triage");

    assertDecision(call(engine, "get_a", triage)).allows("tools.get_a");
    assertDecision(call(engine, "get_b", triage)).denies(Reason.DENIED, "tools.get_b");
    assertDecision(
            engine.decide(new Request.ResourceRead("db://main/a"), Policies.by(null, triage)))
        .allows("resources.db://**");
  }

  @Test
  void purposes_anythingElse_denied() {
    Engine engine = engine(PURPOSES);

    assertDecision(call(engine, "put", session("triage")))
        .denies(Reason.PURPOSE, "sessions.purposes")
        .onLine(3);
    assertDecision(call(engine, "get_a", session("other")))
        .denies(Reason.PURPOSE, "sessions.purposes");
    assertDecision(call(engine, "get_a", session(0, 0)))
        .denies(Reason.PURPOSE, "sessions.purposes");
    assertDecision(call(engine, "get_a", null)).denies(Reason.PURPOSE, "sessions.purposes");
    assertDecision(
            engine.decide(
                new Request.ResourceRead("db://hr/a"), Policies.by(null, session("triage"))))
        .denies(Reason.PURPOSE, "sessions.purposes");
  }

  @Test
  void shows_whatTheSessionMayUse() {
    Engine engine = engine("mode: enforce\n" + PURPOSES);

    assertThat(engine.shows(new Principal.Tool("get_a"), null, session("triage"))).isTrue();
    assertThat(engine.shows(new Principal.Tool("put"), null, session("triage"))).isFalse();
    assertThat(
            engine.withMode(Mode.AUDIT).shows(new Principal.Tool("put"), null, session("triage")))
        .isTrue();
  }

  private static Session session(long age, long idle) {
    return new Session(Duration.ofSeconds(age), Duration.ofSeconds(idle), null);
  }

  private static Session session(String purpose) {
    return new Session(Duration.ZERO, Duration.ZERO, purpose);
  }

  private static Decision call(Engine engine, String tool, @Nullable Session session) {
    return engine.decide(new Request.ToolCall(tool), Policies.by(null, session));
  }
}
