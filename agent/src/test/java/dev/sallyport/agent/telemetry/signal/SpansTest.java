package dev.sallyport.agent.telemetry.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Envelope;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.policy.decide.Principal;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpansTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String AMBIENT = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";
  private static final String HOME = "/home/ada";
  private static final String PARENT = "b7ad6b7169203331";

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

  @Test
  void toolCall_allowed_isServerSpanWithItsAttributes() {
    List<SpanData> spans =
        spans(SpanDetail.EVERY, Entries.toolCall(""), Entries.ended(12, Outcome.OK, 0));

    SpanData call = only("tools/call read_file", spans);
    assertThat(call.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(call.getParentSpanContext().isValid()).isFalse();
    assertThat(call.getStartEpochNanos()).isEqualTo(Entries.NOON);
    assertThat(call.getEndEpochNanos()).isEqualTo(Entries.NOON + 12_000_000);
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(call.getAttributes().asMap())
        .containsEntry(SpanAttributes.MCP_METHOD, "tools/call")
        .containsEntry(SpanAttributes.GEN_AI_OPERATION, "execute_tool")
        .containsEntry(SpanAttributes.TOOL, "read_file")
        .containsEntry(SpanAttributes.VERDICT, "allow")
        .containsEntry(SpanAttributes.ACTION, "allowed")
        .containsEntry(SpanAttributes.REASON, "granted")
        .containsEntry(SpanAttributes.RULE, "tools.read_file:12")
        .containsEntry(SpanAttributes.MODE, "enforce")
        .containsEntry(SpanAttributes.POLICY_DIGEST, "sha256:ab12")
        .containsEntry(SpanAttributes.DECISION, "4f1c9a-1")
        .containsEntry(SpanAttributes.CALL, "c1")
        .containsEntry(SpanAttributes.OUTCOME, "ok");
  }

  @Test
  void resourceRead_isServerSpanThatItsUriDoesNotName() {
    Principal.Resource resource = new Principal.Resource("file:///srv/a");
    SpanData read = spanOf(resource, "read", Outcome.OK);

    assertThat(read.getName()).isEqualTo("resources/read");
    assertThat(read.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(read.getParentSpanId()).isEqualTo(PARENT);
    assertThat(read.getAttributes().asMap())
        .containsEntry(SpanAttributes.MCP_METHOD, "resources/read")
        .containsEntry(SpanAttributes.RESOURCE, "file:///srv/a")
        .containsEntry(SpanAttributes.GATE, "resource")
        .containsEntry(SpanAttributes.OUTCOME, "ok")
        .doesNotContainKeys(SpanAttributes.TOOL, SpanAttributes.GEN_AI_OPERATION);
  }

  @Test
  void resourceSubscription_isNotAReading() {
    Principal.Resource resource = new Principal.Resource("file:///srv/a");

    assertThat(spanOf(resource, "subscribe", Outcome.OK).getName())
        .isEqualTo("resources/subscribe");
  }

  @Test
  void promptGet_isServerSpanOfItsName() {
    SpanData get = spanOf(new Principal.Prompt("review"), "get", Outcome.ERROR);

    assertThat(get.getName()).isEqualTo("prompts/get review");
    assertThat(get.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(get.getAttributes().asMap())
        .containsEntry(SpanAttributes.MCP_METHOD, "prompts/get")
        .containsEntry(SpanAttributes.PROMPT, "review")
        .containsEntry(SpanAttributes.GATE, "prompt")
        .containsEntry(SpanAttributes.ERROR_TYPE, "_OTHER")
        .doesNotContainKeys(SpanAttributes.TOOL, SpanAttributes.GEN_AI_OPERATION);
  }

  @Test
  void completion_isServerSpanOfWhatHasTheArgument() {
    SpanData ofPrompt = spanOf(new Principal.Prompt("review"), "complete", Outcome.REFUSED);
    assertThat(ofPrompt.getName()).isEqualTo("completion/complete review");
    assertThat(ofPrompt.getAttributes().asMap())
        .containsEntry(SpanAttributes.MCP_METHOD, "completion/complete")
        .containsEntry(SpanAttributes.PROMPT, "review")
        .containsEntry(SpanAttributes.ERROR_TYPE, "refused");

    exporter.reset();
    SpanData ofTemplate =
        spanOf(new Principal.ResourceTemplate("db://main/{table}"), "complete", Outcome.OK);
    assertThat(ofTemplate.getName()).isEqualTo("completion/complete");
    assertThat(ofTemplate.getAttributes().asMap())
        .containsEntry(SpanAttributes.RESOURCE, "db://main/{table}");
  }

  @Test
  void toolCall_withTraceparent_belongsToCallersTrace() {
    List<SpanData> spans =
        spans(
            SpanDetail.EVERY,
            Entries.toolCall("00-" + TRACE + "-" + PARENT + "-00"),
            Entries.ended(12, Outcome.OK, 0));

    SpanData call = only("tools/call read_file", spans);
    assertThat(call.getTraceId()).isEqualTo(TRACE);
    assertThat(call.getParentSpanId()).isEqualTo(PARENT);
  }

  @Test
  void toolCall_withBrokenTraceparent_isRoot() {
    List<SpanData> spans =
        spans(
            SpanDetail.EVERY,
            Entries.toolCall("00-" + TRACE + "-0000000000000000-01"),
            Entries.ended(12, Outcome.OK, 0));

    assertThat(only("tools/call read_file", spans).getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void toolCall_withTraceparentAndAmbientSpan_isLinkedToThat() {
    List<SpanData> spans =
        spansOf(
            new Envelope(
                "00-" + TRACE + "-" + PARENT + "-01", "vendor=1", "00-" + AMBIENT + "-01", "", ""));

    SpanData call = only("tools/call read_file", spans);
    assertThat(call.getTraceId()).isEqualTo(TRACE);
    assertThat(call.getParentSpanId()).isEqualTo(PARENT);
    assertThat(call.getParentSpanContext().getTraceState().get("vendor")).isEqualTo("1");
    assertThat(call.getLinks())
        .singleElement()
        .satisfies(
            link -> {
              SpanContext to = link.getSpanContext();
              assertThat(to.getTraceId() + "-" + to.getSpanId()).isEqualTo(AMBIENT);
            });
  }

  @Test
  void toolCall_withAmbientSpanOnly_isItsChild() {
    SpanData call =
        only(
            "tools/call read_file", spansOf(new Envelope("", "", "00-" + AMBIENT + "-01", "", "")));

    assertThat(call.getTraceId() + "-" + call.getParentSpanId()).isEqualTo(AMBIENT);
    assertThat(call.getLinks()).isEmpty();
  }

  @Test
  void toolCall_inASessionOfTheProtocol_tellsItFromOthersAndNotItsId() {
    SpanData call =
        only("tools/call read_file", spansOf(new Envelope("", "", "", "s3cr3t-id", "tcp")));

    assertThat(call.getAttributes().get(SpanAttributes.MCP_SESSION)).hasSize(16);
    assertThat(call.getAttributes().get(SpanAttributes.TRANSPORT)).isEqualTo("tcp");
    assertThat(call.getAttributes().asMap().toString()).doesNotContain("s3cr3t");
    assertThat(only("tools/call read_file", spansAgain()).getAttributes().asMap())
        .doesNotContainKeys(SpanAttributes.MCP_SESSION, SpanAttributes.TRANSPORT);
  }

  @Test
  void target_belowHome_doesNotNameIt() {
    List<SpanData> spans =
        spans(
            SpanDetail.EVERY,
            Entries.serverRead(1, "/home/ada/.ssh/id", Entries.DENIED),
            Entries.serverRead(2, "/home/adam/x", Entries.DENIED));

    assertThat(spans)
        .extracting(span -> span.getAttributes().get(SpanAttributes.TARGET))
        .containsExactly("~/.ssh/id", "/home/adam/x");
  }

  @Test
  void resource_uri_hasNeitherUserNorQuery() {
    Principal.Resource resource = new Principal.Resource("db://ada:pw@main/rows?key=1#x");
    SpanData read = spanOf(resource, "read", Outcome.OK);

    assertThat(read.getAttributes().asMap())
        .containsEntry(SpanAttributes.RESOURCE, "db://main/rows")
        .containsEntry(SpanAttributes.TARGET, "db://main/rows");
  }

  @Test
  void effect_ofCall_isItsChild() {
    List<SpanData> spans =
        spans(
            SpanDetail.EVERY,
            Entries.toolCall(""),
            Entries.fileRead(1, "/srv/a", Entries.ALLOWED, Action.ALLOWED),
            Entries.ended(12, Outcome.OK, 0));

    SpanData effect = only("file read", spans);
    assertThat(effect.getKind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(effect.getParentSpanId()).isEqualTo(only("tools/call read_file", spans).getSpanId());
    assertThat(effect.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(effect.getAttributes().asMap())
        .containsEntry(SpanAttributes.GATE, "file")
        .containsEntry(SpanAttributes.OPERATION, "read")
        .containsEntry(SpanAttributes.TARGET, "/srv/a");
  }

  @Test
  void effect_blocked_isErrorAndObservedIsNot() {
    List<SpanData> spans =
        spans(
            SpanDetail.EVERY,
            Entries.toolCall(""),
            Entries.fileRead(1, "/blocked", Entries.DENIED, Action.BLOCKED),
            Entries.fileRead(2, "/observed", Entries.DENIED, Action.OBSERVED),
            Entries.ended(12, Outcome.REFUSED, 2));

    assertThat(ofTarget("/blocked", spans).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(ofTarget("/observed", spans).getStatus().getStatusCode())
        .isEqualTo(StatusCode.UNSET);
    SpanData call = only("tools/call read_file", spans);
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(call.getAttributes().asMap())
        .containsEntry(SpanAttributes.ERROR_TYPE, "refused")
        .containsEntry(SpanAttributes.DENIALS, 2L);
  }

  @Test
  void effect_afterCallAnswered_isStillItsChild() {
    List<SpanData> spans =
        spans(
            SpanDetail.DISTINCT,
            Entries.toolCall(""),
            Entries.ended(12, Outcome.OK, 0),
            Entries.lateRead(20, "/late"));

    SpanData late = ofTarget("/late", spans);
    assertThat(late.getParentSpanId()).isEqualTo(only("tools/call read_file", spans).getSpanId());
    assertThat(late.getAttributes().asMap()).containsEntry(SpanAttributes.LATE, true);
  }

  @Test
  void distinct_alikeEffects_areOneSpanWithCount() {
    List<SpanData> spans =
        spans(
            SpanDetail.DISTINCT,
            Entries.toolCall(""),
            Entries.fileRead(1, "/srv/a", Entries.ALLOWED, Action.ALLOWED),
            Entries.fileRead(2, "/srv/b", Entries.ALLOWED, Action.ALLOWED),
            Entries.fileRead(3, "/srv/a", Entries.ALLOWED, Action.ALLOWED),
            Entries.fileRead(4, "/srv/a", Entries.DENIED, Action.BLOCKED),
            Entries.ended(12, Outcome.OK, 1));

    assertThat(spans).hasSize(4);
    SpanData twice =
        spans.stream()
            .filter(span -> Long.valueOf(2).equals(span.getAttributes().get(SpanAttributes.COUNT)))
            .findFirst()
            .orElseThrow();
    assertThat(twice.getAttributes().get(SpanAttributes.TARGET)).isEqualTo("/srv/a");
    assertThat(twice.getStartEpochNanos()).isEqualTo(Entries.NOON + 1_000_000);
    assertThat(twice.getEndEpochNanos()).isEqualTo(Entries.NOON + 3_000_000);
  }

  @Test
  void denied_allowedEffect_hasNoSpanDeniedOneHas() {
    List<SpanData> spans =
        spans(
            SpanDetail.DENIED,
            Entries.toolCall(""),
            Entries.fileRead(1, "/srv/a", Entries.ALLOWED, Action.ALLOWED),
            Entries.fileRead(2, "/etc/passwd", Entries.DENIED, Action.OBSERVED),
            Entries.ended(12, Outcome.OK, 1));

    assertThat(spans).hasSize(2);
    assertThat(ofTarget("/etc/passwd", spans).getName()).isEqualTo("file read");
  }

  @Test
  void serversDecision_isRootSpan() {
    List<SpanData> spans =
        spans(SpanDetail.EVERY, Entries.serverRead(1, "/etc/hosts", Entries.RUNTIME));

    SpanData span = only("file read", spans);
    assertThat(span.getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
    assertThat(span.getAttributes().asMap()).containsEntry(SpanAttributes.PHASE, "serving");
  }

  @Test
  void distinct_serversDecisions_deniedEachAllowedOnceRuntimeNever() {
    List<SpanData> spans =
        spans(
            SpanDetail.DISTINCT,
            Entries.serverRead(1, "/etc/hosts", Entries.RUNTIME),
            Entries.serverRead(2, "/srv/a", Entries.ALLOWED),
            Entries.serverRead(3, "/srv/a", Entries.ALLOWED),
            Entries.serverRead(4, "/etc/shadow", Entries.DENIED),
            Entries.serverRead(5, "/etc/shadow", Entries.DENIED));

    assertThat(spans)
        .extracting(span -> span.getAttributes().get(SpanAttributes.TARGET))
        .containsExactly("/srv/a", "/etc/shadow", "/etc/shadow");
  }

  @Test
  void close_callUnderWay_isExported() {
    List<SpanData> spans = spans(SpanDetail.EVERY, Entries.toolCall(""));

    assertThat(spans).hasSize(1);
  }

  private List<SpanData> spansOf(Envelope envelope) {
    return spans(
        SpanDetail.EVERY,
        Entries.invocation(new Principal.Tool("read_file"), "call", envelope),
        Entries.ended(12, Outcome.OK, 0));
  }

  /** Of a request of which nothing is known. */
  private List<SpanData> spansAgain() {
    exporter.reset();
    return spansOf(Envelope.NONE);
  }

  /** The one span of a call that did nothing. */
  private SpanData spanOf(Principal.Primitive of, String operation, Outcome outcome) {
    List<SpanData> spans =
        spans(
            SpanDetail.EVERY,
            Entries.invocation(of, operation, "00-" + TRACE + "-" + PARENT + "-01"),
            Entries.ended(of, 12, outcome, 0));
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  private List<SpanData> spans(SpanDetail detail, Entry... entries) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .setSampler(Sampler.alwaysOn())
            .build();
    Spans spans = new Spans(provider.get("test"), detail, Entries.ORIGIN, HOME);
    for (Entry entry : entries) {
      spans.accept(entry);
    }
    spans.close();
    return exporter.getFinishedSpanItems();
  }

  private static SpanData only(String name, List<SpanData> spans) {
    List<SpanData> named = spans.stream().filter(span -> span.getName().equals(name)).toList();
    assertThat(named).as(name).hasSize(1);
    return named.get(0);
  }

  private static SpanData ofTarget(String target, List<SpanData> spans) {
    return spans.stream()
        .filter(span -> target.equals(span.getAttributes().get(SpanAttributes.TARGET)))
        .findFirst()
        .orElseThrow();
  }
}
