package dev.sallyport.agent.telemetry.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.record.Consent;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Entry.StateChanged;
import dev.sallyport.agent.record.Envelope;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Mode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final Decision UNLISTED =
      new Decision(Verdict.DENY, new Rule("default", 3), Reason.NOT_LISTED);

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final Metrics metrics =
      new Metrics(
          SdkMeterProvider.builder().registerMetricReader(reader).build().get("test"), () -> 5);

  @Test
  void decisions_areCountedByWhatTheySay_andHaveNoTarget() {
    accept(
        Entries.toolCall(""),
        Entries.fileRead(1, "/etc/passwd", Entries.DENIED, Action.BLOCKED),
        Entries.fileRead(2, "/etc/shadow", Entries.DENIED, Action.BLOCKED),
        Entries.fileRead(3, "/etc/hosts", Entries.DENIED, Action.OBSERVED));

    assertThat(count(Instruments.DECISIONS, of("file", "deny", "blocked", "enforce", "read_file")))
        .isEqualTo(2);
    assertThat(count(Instruments.DECISIONS, of("file", "deny", "observed", "audit", "read_file")))
        .isEqualTo(1);
    assertThat(count(Instruments.DECISIONS, of("tool", "allow", "allowed", "enforce", "read_file")))
        .isEqualTo(1);
    assertThat(metric(Instruments.DECISIONS).getUnit()).isEqualTo("{decision}");
  }

  @Test
  void decisionMadeAgain_countsAsOftenAsItWasMade() {
    DecisionMade once = Entries.serverRead(1, "/srv/a", Entries.ALLOWED);
    accept(once, with(once, 41));

    assertThat(metric(Instruments.DECISIONS).getLongSumData().getPoints())
        .extracting(LongPointData::getValue)
        .containsExactly(42L);
  }

  @Test
  void toolThatAClientMadeUp_isOther_untilItIsListed() {
    Principal.Tool made = new Principal.Tool("x\u0000' or 1=1");
    accept(unlisted(made));
    accept(Entries.ended(made, 1, Outcome.REFUSED, 1));

    assertThat(tools(Instruments.DECISIONS)).containsExactly("_OTHER");
    assertThat(operations())
        .extracting(point -> point.getAttributes().get(SpanAttributes.TOOL))
        .containsExactly("_OTHER");

    accept(new StateChanged(Entries.NOON, "inventory", Map.of(made.name(), "uncovered")));
    accept(unlisted(made));
    assertThat(tools(Instruments.DECISIONS)).containsExactlyInAnyOrder("_OTHER", made.name());
  }

  @Test
  void manyToolsMadeUp_areOneSeries() {
    for (int i = 0; i < 3000; i++) {
      accept(unlisted(new Principal.Tool("made-up-" + i)));
    }

    assertThat(tools(Instruments.DECISIONS)).containsExactly("_OTHER");
  }

  @Test
  void call_isADurationInSecondsInTheConventionsBuckets() {
    accept(Entries.toolCall(""), Entries.ended(120, Outcome.OK, 0));

    MetricData durations = metric("mcp.server.operation.duration");
    assertThat(durations.getUnit()).isEqualTo("s");
    HistogramPointData point = operations().get(0);
    assertThat(point.getSum()).isEqualTo(0.12);
    assertThat(point.getBoundaries())
        .containsExactly(
            0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);
    assertThat(point.getAttributes())
        .isEqualTo(
            Attributes.of(
                SpanAttributes.MCP_METHOD, "tools/call",
                SpanAttributes.GEN_AI_OPERATION, "execute_tool",
                SpanAttributes.TOOL, "read_file"));
  }

  @Test
  void callThatFailed_saysHow() {
    accept(Entries.toolCall(""), Entries.ended(1, Outcome.ERROR, 0));

    assertThat(operations().get(0).getAttributes().get(SpanAttributes.ERROR_TYPE))
        .isEqualTo("tool_error");
  }

  @Test
  void queueAndLosses_areSeen() {
    accept(new StateChanged(Entries.NOON, "gap", Map.of("lost", "12", "cause", "queue-full")));

    assertThat(gauge(Instruments.QUEUED)).isEqualTo(5);
    assertThat(count(Instruments.LOST, Attributes.of(Instruments.CAUSE, "queue-full")))
        .isEqualTo(12);
  }

  @Test
  void reloads_areCountedByWhatCameOfThem() {
    accept(
        new StateChanged(Entries.NOON, "reload", Map.of("policy", "b", "before", "a")),
        new StateChanged(
            Entries.NOON, "reload", Map.of("policy", "b", "refused", "c", "problem", "p")));

    assertThat(count(Instruments.RELOADS, Attributes.of(Instruments.RELOAD_OUTCOME, "applied")))
        .isEqualTo(1);
    assertThat(count(Instruments.RELOADS, Attributes.of(Instruments.RELOAD_OUTCOME, "refused")))
        .isEqualTo(1);
  }

  @Test
  void sessions_areCountedOnce() {
    accept(inSession("a"), inSession("a"), inSession("b"));

    assertThat(count(Instruments.SESSIONS, Attributes.empty())).isEqualTo(2);
  }

  @Test
  void approvals_areCountedWithTheTimeTheyTook() {
    accept(
        consent("k1", 0, Verdict.APPROVE, Reason.UNAPPROVED),
        consent("k1", 0, Verdict.APPROVE, Reason.UNAPPROVED),
        consent("k1", 42, Verdict.ALLOW, Reason.APPROVED),
        consent("k2", 0, Verdict.APPROVE, Reason.UNAPPROVED),
        consent("k2", 7, Verdict.DENY, Reason.DISAPPROVED),
        consent("k2", 7, Verdict.DENY, Reason.DISAPPROVED),
        consent("k3", 0, Verdict.APPROVE, Reason.UNAPPROVED),
        consent("k3", 0, Verdict.DENY, Reason.LAPSED));

    assertThat(approvals("asked")).isEqualTo(3);
    assertThat(approvals("approved")).isEqualTo(1);
    assertThat(approvals("disapproved")).isEqualTo(1);
    assertThat(approvals("lapsed")).isEqualTo(1);
    assertThat(metric(Instruments.APPROVAL_DURATION).getHistogramData().getPoints())
        .extracting(HistogramPointData::getSum)
        .containsExactlyInAnyOrder(42.0, 7.0);
  }

  @Test
  void inventory_isWhatIsCoveredSharedAndUnapproved() {
    accept(
        new StateChanged(
            Entries.NOON,
            "inventory",
            Map.of(
                "get", "covered risk=read credentials=github",
                "put", "covered risk=destructive approval credentials=github,other",
                "drop", "covered risk=destructive",
                "wipe", "covered denied risk=destructive",
                "odd", "uncovered")));

    assertThat(gauge(Instruments.TOOLS)).isEqualTo(5);
    assertThat(gauge(Instruments.TOOLS_COVERED)).isEqualTo(4);
    assertThat(gauge(Instruments.TOOLS_SHARING)).isEqualTo(2);
    assertThat(gauge(Instruments.TOOLS_UNAPPROVED)).isEqualTo(1);
  }

  private void accept(Entry... entries) {
    for (Entry entry : entries) {
      metrics.accept(entry);
    }
  }

  private static DecisionMade unlisted(Principal.Tool tool) {
    return made(
        Entries.invocation(tool, "call", ""),
        UNLISTED,
        Action.BLOCKED,
        Asker.UNKNOWN,
        Consent.NONE);
  }

  private static DecisionMade inSession(String session) {
    DecisionMade call = Entries.toolCall("");
    Asker asker = new Asker("", List.of(), "", "", "", session);
    return made(call, call.decision(), call.action(), asker, Consent.NONE);
  }

  private static DecisionMade consent(String id, long waited, Verdict verdict, Reason reason) {
    return made(
        Entries.toolCall(""),
        new Decision(verdict, new Rule("tools.read_file.approval", 3), reason),
        verdict == Verdict.ALLOW ? Action.ALLOWED : Action.BLOCKED,
        Asker.UNKNOWN,
        new Consent(id, Entries.NOON, waited * 1_000_000_000L, "", "", "", ""));
  }

  private static DecisionMade made(
      DecisionMade of, Decision decision, Action action, Asker asker, Consent consent) {
    return copy(of, decision, action, of.times(), asker, consent);
  }

  private static DecisionMade with(DecisionMade of, int times) {
    return copy(of, of.decision(), of.action(), times, of.asker(), of.consent());
  }

  private static DecisionMade copy(
      DecisionMade of, Decision decision, Action action, int times, Asker asker, Consent consent) {
    return new DecisionMade(
        of.time(),
        of.sequence(),
        of.principal(),
        of.call(),
        of.gate(),
        of.operation(),
        of.target(),
        decision,
        action,
        Mode.ENFORCE,
        of.policy(),
        of.hook(),
        of.thread(),
        of.late(),
        of.arguments(),
        Envelope.NONE,
        times,
        of.withheld(),
        of.command(),
        of.credential(),
        asker,
        of.retryAfter(),
        consent,
        /* shadow= */ null);
  }

  private static Attributes of(
      String gate, String verdict, String action, String mode, String tool) {
    return Attributes.builder()
        .put(SpanAttributes.GATE, gate)
        .put(SpanAttributes.VERDICT, verdict)
        .put(SpanAttributes.ACTION, action)
        .put(SpanAttributes.MODE, mode)
        .put(SpanAttributes.TOOL, tool)
        .build();
  }

  private MetricData metric(String name) {
    Collection<MetricData> all = reader.collectAllMetrics();
    return all.stream().filter(metric -> metric.getName().equals(name)).findFirst().orElseThrow();
  }

  private long count(String name, Attributes attributes) {
    return metric(name).getLongSumData().getPoints().stream()
        .filter(point -> point.getAttributes().equals(attributes))
        .mapToLong(LongPointData::getValue)
        .sum();
  }

  private long approvals(String state) {
    return count(Instruments.APPROVALS, Attributes.of(Instruments.APPROVAL_STATE, state));
  }

  private long gauge(String name) {
    return metric(name).getLongGaugeData().getPoints().iterator().next().getValue();
  }

  private List<HistogramPointData> operations() {
    return List.copyOf(metric(Instruments.OPERATION_DURATION).getHistogramData().getPoints());
  }

  private List<String> tools(String name) {
    AttributeKey<String> tool = SpanAttributes.TOOL;
    return metric(name).getLongSumData().getPoints().stream()
        .map(point -> point.getAttributes().get(tool))
        .toList();
  }
}
