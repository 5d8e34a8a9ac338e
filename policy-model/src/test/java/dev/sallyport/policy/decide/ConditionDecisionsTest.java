package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.Policies.engine;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hours and sequence; how many calls there may be is counted elsewhere, and listed here. */
class ConditionDecisionsTest {
  private static final Request.ToolCall CALL = new Request.ToolCall("t");
  private static final Principal.Tool TOOL = new Principal.Tool("t");

  private static Decision at(Engine engine, String time) {
    return engine.decide(CALL, new Circumstances(null, null, Instant.parse(time)));
  }

  /** A past that has what is required of these tools. */
  private static Circumstances after(String... tools) {
    Past past =
        Policies.past(
            (requirement, arguments) ->
                List.of(tools).stream().anyMatch(requirement.value().tool()::matches),
            tool -> false);
    return new Circumstances(null, null, null, Instant.EPOCH, past);
  }

  @Test
  void hours_inOneWindow_allowed() {
    Engine engine =
        engine(
            """
            tools:
              t:
                hours:
                  - { days: [mon-fri], from: 09:00, to: 17:00, zone: Europe/Berlin }
                  - { days: [sat], zone: UTC }
            """);

    assertDecision(at(engine, "2026-11-20T08:00:00Z")).allows("tools.t");
    assertDecision(at(engine, "2026-11-21T23:59:59Z")).allows("tools.t");
    assertDecision(at(engine, "2026-11-20T16:00:00Z"))
        .denies(Reason.HOURS, "tools.t.hours")
        .onLine(4);
    assertDecision(at(engine, "2026-11-22T12:00:00Z")).denies(Reason.HOURS, "tools.t.hours");
    assertThat(engine.shows(TOOL, null)).isTrue();
  }

  @Test
  void hours_ofSeveralEntries_allHold() {
    Engine engine =
        engine(
            """
            tools:
              '*': { hours: [{ from: '08:00', zone: UTC }] }
              t: { hours: [{ to: '10:00', zone: UTC }] }
            """);

    assertDecision(at(engine, "2026-11-20T09:00:00Z")).allows("tools.t");
    assertDecision(at(engine, "2026-11-20T07:00:00Z")).denies(Reason.HOURS, "tools.*.hours");
    assertDecision(at(engine, "2026-11-20T10:00:00Z")).denies(Reason.HOURS, "tools.t.hours");
  }

  @Test
  void hours_none_isNever() {
    assertDecision(at(engine("tools: { t: { hours: [] } }\n"), "2026-11-20T09:00:00Z"))
        .denies(Reason.HOURS, "tools.t.hours");
  }

  @Test
  void requires_afterAllOfIt_allowed() {
    Engine engine = engine("tools: { t: { requires: [get_file, 'list_*'] } }\n");

    assertDecision(engine.decide(CALL, after("get_file", "list_all"))).allows("tools.t");
    assertDecision(engine.decide(CALL, after("list_all")))
        .denies(Reason.SEQUENCE, "tools.t.requires[0]")
        .onLine(2);
    assertDecision(engine.decide(CALL, after("get_file")))
        .denies(Reason.SEQUENCE, "tools.t.requires[1]");
    assertDecision(engine.decide(CALL, Policies.by(null, null)))
        .denies(Reason.SEQUENCE, "tools.t.requires[0]");
    assertThat(engine.shows(TOOL, null)).isTrue();
  }

  @Test
  void requires_isAskedWithTheArgumentsOfTheCall() {
    Engine engine =
        engine("tools: { t: { requires: [{ tool: g, same: [a, b.c], within: 10m }] } }\n");
    List<Object> asked = new ArrayList<>();
    Past past =
        Policies.past(
            (requirement, arguments) -> {
              asked.add(requirement.value().within());
              asked.add(requirement.value().same().size());
              asked.add(arguments);
              return true;
            },
            tool -> false);

    Request.ToolCall call = new Request.ToolCall("t", Map.of("a", 1));
    assertDecision(engine.decide(call, new Circumstances(null, null, null, Instant.EPOCH, past)))
        .allows("tools.t");
    assertThat(asked).containsExactly(Duration.ofMinutes(10), 2, Map.of("a", 1));
    assertThat(engine.meets(new Principal.Tool("g"))).hasSize(1);
    assertThat(engine.meets(TOOL)).isEmpty();
    assertThat(engine.meets(new Principal.Prompt("g"))).isEmpty();
  }

  @Test
  void volumes_areOfSessionsAndCallers() {
    Engine engine =
        engine(
            """
            callers: { required: false, limits: { received: 1KiB } }
            sessions: { limits: { sent: 10 } }
            tools: { t: {} }
            """);

    assertThat(engine.quotas(TOOL)).hasSize(2);
    assertThat(engine.quotas(TOOL).get(0))
        .isInstanceOfSatisfying(
            Quota.Bytes.class,
            quota -> {
              assertThat(quota.direction()).isEqualTo(Direction.RECEIVED);
              assertThat(quota.scope()).isEqualTo(Quota.Scope.CALLER);
              assertThat(quota.most()).isEqualTo(1024);
              assertDecision(quota.beyond()).denies(Reason.LIMIT, "callers.limits.received");
            });
    assertThat(engine.quotas(TOOL).get(1).key()).isEqualTo("sessions.limits.sent");
  }

  @Test
  void quotas_areOfAllEntriesThatFit_andOfAll() {
    Engine engine =
        engine(
            """
            limits: { calls: 1000/h }
            callers: { required: false, limits: { concurrent: 8 } }
            sessions: { limits: { calls: 60/m } }
            tools:
              't*': { limits: { calls: 10/s } }
              t: { limits: { calls: 10/m, concurrent: 2 } }
              d: deny
            resources: { 'db://**': { limits: { calls: 5/m } } }
            """);

    assertThat(engine.quotas(TOOL))
        .extracting(Quota::key)
        .containsExactly(
            "tools.t.limits.concurrent t",
            "tools.t.limits.calls t",
            "tools.t*.limits.calls t",
            "limits.calls",
            "callers.limits.concurrent",
            "sessions.limits.calls");
    assertThat(engine.quotas(TOOL))
        .extracting(Quota::scope)
        .containsExactly(
            Quota.Scope.SESSION,
            Quota.Scope.SESSION,
            Quota.Scope.SESSION,
            Quota.Scope.SERVER,
            Quota.Scope.CALLER,
            Quota.Scope.SESSION);
    assertThat(engine.quotas(new Principal.Resource("db://main/a")))
        .extracting(Quota::key)
        .contains("resources.db://**.limits.calls");
    assertDecision(engine.quotas(TOOL).get(0).beyond())
        .denies(Reason.CONCURRENCY, "tools.t.limits.concurrent")
        .onLine(7);
    assertDecision(engine.quotas(TOOL).get(1).beyond()).denies(Reason.RATE, "tools.t.limits.calls");
    assertThat(engine("tools: { t: {} }\n").quotas(TOOL)).isEmpty();
  }
}
