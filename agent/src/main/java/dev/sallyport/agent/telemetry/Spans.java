package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.record.DecisionId;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Entry.CallEnded;
import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.RecentMap;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes OpenTelemetry spans of entries: a SERVER span for each call of a tool, a resource or a
 * prompt, inside it the decisions that the call caused. Times are those of the entries. Every trace
 * is recorded whatever its sampled flag says: a caller could otherwise switch off what is said of
 * it.
 */
final class Spans implements Sink {
  private static final int MOST_OPEN = 10_000;
  private static final int MOST_ENDED = 2_000;
  private static final int MOST_SEEN = 5_000;

  private final SpanBatches batches;
  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final SpanDetail detail;
  private final DecisionId ids;
  private long now;
  private final Map<String, OpenCall> open = new RecentMap<>(MOST_OPEN, call -> call.end(now));
  private final Map<String, Context> ended = new RecentMap<>(MOST_ENDED, context -> {});
  private final Map<OpenCall.Effect, Boolean> seen = new RecentMap<>(MOST_SEEN, yes -> {});

  Spans(SpanExporter exporter, SpanDetail detail, Origin origin, String service) {
    this.batches = new SpanBatches(exporter);
    this.provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault().toBuilder()
                    .put(SpanAttributes.SERVICE, service)
                    .put(SpanAttributes.VERSION, origin.version())
                    .put(SpanAttributes.PROCESS, origin.process())
                    .build())
            .setSampler(Sampler.alwaysOn())
            .addSpanProcessor(batches)
            .build();
    this.tracer = provider.get("dev.sallyport", origin.version());
    this.detail = detail;
    this.ids = new DecisionId(origin.process());
  }

  @Override
  public void accept(Entry entry) {
    now = entry.time();
    if (entry instanceof DecisionMade decision) {
      if (opensCall(decision)) {
        open(decision);
      } else {
        decide(decision);
      }
    } else if (entry instanceof CallEnded call) {
      end(call);
    }
  }

  @Override
  public void flush() {
    batches.exportIfDue();
  }

  @Override
  public void close(Duration limit) {
    for (OpenCall call : open.values()) {
      call.end(now);
    }
    open.clear();
    batches.close(limit);
    provider.close();
  }

  private boolean opensCall(DecisionMade decision) {
    String call = decision.call();
    return decision.principal() instanceof Principal.Primitive primitive
        && decision.gate().equals(primitive.kind())
        && !call.isEmpty()
        && !open.containsKey(call)
        && !ended.containsKey(call);
  }

  private void open(DecisionMade decision) {
    Context parent = Traceparent.context(decision.traceparent());
    String method = method(decision);
    // A URI would make a name of its own for each resource.
    boolean named = !(decision.principal() instanceof Principal.Resource);
    SpanBuilder builder =
        tracer
            .spanBuilder(named ? method + " " + decision.target() : method)
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent)
            .setAttribute(SpanAttributes.MCP_METHOD, method);
    if (decision.principal() instanceof Principal.Tool) {
      builder.setAttribute(SpanAttributes.GEN_AI_OPERATION, "execute_tool");
    }
    open.put(decision.call(), new OpenCall(start(builder, decision), parent));
  }

  /** The protocol's method by which a client asked. */
  private static String method(DecisionMade decision) {
    return switch (decision.operation()) {
      case "call" -> "tools/call";
      case "read" -> "resources/read";
      case "subscribe" -> "resources/subscribe";
      case "get" -> "prompts/get";
      default -> "completion/complete";
    };
  }

  private void end(CallEnded call) {
    OpenCall opened = open.remove(call.call());
    if (opened == null) {
      return;
    }
    Span span = opened.span();
    span.setAttribute(SpanAttributes.OUTCOME, Words.of(call.outcome()));
    span.setAttribute(SpanAttributes.DENIALS, (long) call.denials());
    switch (call.outcome()) {
      case OK -> {}
      case ERROR -> fail(span, call.of() instanceof Principal.Tool ? "tool_error" : "_OTHER");
      case REFUSED -> fail(span, "refused");
    }
    opened.end(call.time());
    ended.put(call.call(), opened.context());
  }

  private static void fail(Span span, String type) {
    span.setAttribute(SpanAttributes.ERROR_TYPE, type);
    span.setStatus(StatusCode.ERROR);
  }

  private void decide(DecisionMade decision) {
    OpenCall call = open.get(decision.call());
    switch (detail) {
      case EVERY -> endAtOnce(decision);
      case DENIED -> {
        if (decision.decision().denies()) {
          endAtOnce(decision);
        }
      }
      case DISTINCT -> {
        if (call != null) {
          call.count(decision, this::startChild);
        } else if (!decision.call().isEmpty() || tellsOfServer(decision)) {
          endAtOnce(decision);
        }
      }
    }
  }

  /** Whether a decision of the server itself says something that no span said before. */
  private boolean tellsOfServer(DecisionMade decision) {
    return decision.decision().denies()
        || (decision.decision().reason() != Reason.RUNTIME
            && seen.put(OpenCall.Effect.of(decision), true) == null);
  }

  private void endAtOnce(DecisionMade decision) {
    startChild(decision).end(decision.time(), TimeUnit.NANOSECONDS);
  }

  private Span startChild(DecisionMade decision) {
    SpanBuilder builder =
        tracer
            .spanBuilder(decision.gate() + " " + decision.operation())
            .setSpanKind(SpanKind.INTERNAL)
            .setParent(contextOf(decision.call()));
    return start(builder, decision);
  }

  private static AttributeKey<String> attribute(Principal.Primitive primitive) {
    if (primitive instanceof Principal.Tool) {
      return SpanAttributes.TOOL;
    }
    return primitive instanceof Principal.Prompt ? SpanAttributes.PROMPT : SpanAttributes.RESOURCE;
  }

  private Context contextOf(String call) {
    OpenCall opened = open.get(call);
    return opened != null ? opened.context() : ended.getOrDefault(call, Context.root());
  }

  private static void tell(Asker asker, SpanBuilder builder) {
    tell(SpanAttributes.CALLER, asker.subject(), builder);
    tell(SpanAttributes.CALLER_TENANT, asker.tenant(), builder);
    tell(SpanAttributes.CALLER_AGENT, asker.agent(), builder);
    tell(SpanAttributes.CALLER_BY, asker.by(), builder);
    tell(SpanAttributes.SESSION, asker.session(), builder);
    if (!asker.roles().isEmpty()) {
      builder.setAttribute(SpanAttributes.CALLER_ROLES, asker.roles());
    }
  }

  private static void tell(AttributeKey<String> key, String value, SpanBuilder builder) {
    if (!value.isEmpty()) {
      builder.setAttribute(key, value);
    }
  }

  private Span start(SpanBuilder builder, DecisionMade decision) {
    builder
        .setStartTimestamp(decision.time(), TimeUnit.NANOSECONDS)
        .setAttribute(SpanAttributes.DECISION, ids.of(decision.sequence()))
        .setAttribute(SpanAttributes.GATE, decision.gate())
        .setAttribute(SpanAttributes.OPERATION, decision.operation())
        .setAttribute(SpanAttributes.TARGET, decision.target())
        .setAttribute(SpanAttributes.VERDICT, Words.of(decision.decision().verdict()))
        .setAttribute(SpanAttributes.ACTION, Words.of(decision.action()))
        .setAttribute(SpanAttributes.RULE, decision.decision().rule().toString())
        .setAttribute(SpanAttributes.REASON, Words.of(decision.decision().reason()))
        .setAttribute(SpanAttributes.MODE, Words.of(decision.mode()));
    if (!decision.policy().isEmpty()) {
      builder.setAttribute(SpanAttributes.POLICY_DIGEST, decision.policy());
    }
    if (!decision.call().isEmpty()) {
      builder.setAttribute(SpanAttributes.CALL, decision.call());
    }
    if (decision.times() > 1) {
      builder.setAttribute(SpanAttributes.COUNT, (long) decision.times());
    }
    if (!decision.credential().isEmpty()) {
      builder.setAttribute(SpanAttributes.CREDENTIAL, decision.credential());
    }
    if (decision.retryAfter() > 0) {
      builder.setAttribute(SpanAttributes.RETRY_AFTER, decision.retryAfter());
    }
    if (decision.late()) {
      builder.setAttribute(SpanAttributes.LATE, true);
    }
    tell(decision.asker(), builder);
    tell(SpanAttributes.APPROVAL, decision.consent().approval(), builder);
    tell(SpanAttributes.APPROVAL_BY, decision.consent().by(), builder);
    tell(SpanAttributes.APPROVAL_USER, decision.consent().user(), builder);
    tell(SpanAttributes.APPROVAL_ROLE, decision.consent().role(), builder);
    if (decision.shadow() != null) {
      builder
          .setAttribute(SpanAttributes.SHADOW_VERDICT, Words.of(decision.shadow().verdict()))
          .setAttribute(SpanAttributes.SHADOW_RULE, decision.shadow().rule().toString())
          .setAttribute(SpanAttributes.SHADOW_REASON, Words.of(decision.shadow().reason()));
    }
    if (decision.principal() instanceof Principal.Primitive primitive) {
      builder.setAttribute(attribute(primitive), primitive.name());
      if (primitive instanceof Principal.Tool tool && tool.action() != null) {
        builder.setAttribute(SpanAttributes.VIRTUAL_TOOL, tool.virtual());
      }
    } else if (decision.principal() instanceof Principal.Server server) {
      builder.setAttribute(SpanAttributes.PHASE, Words.of(server.phase()));
    }
    Span span = builder.startSpan();
    switch (decision.action()) {
      case ALLOWED, OBSERVED -> {}
      case BLOCKED -> span.setStatus(StatusCode.ERROR, Words.of(decision.decision().reason()));
    }
    return span;
  }
}
