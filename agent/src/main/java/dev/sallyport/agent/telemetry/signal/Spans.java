package dev.sallyport.agent.telemetry.signal;

import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.record.DecisionId;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Entry.CallEnded;
import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Envelope;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.RecentMap;
import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes OpenTelemetry spans of entries: a SERVER span for each call of a tool, a resource or a
 * prompt, inside it the decisions that the call caused. Times are those of the entries.
 *
 * <p>A call belongs to the trace that its message names, with a link to the span under which it was
 * dispatched; where the message names none, it belongs to that.
 */
final class Spans {
  private static final int MOST_OPEN = 10_000;
  private static final int MOST_ENDED = 2_000;
  private static final int MOST_SEEN = 5_000;

  /** Enough to tell sessions from each other. */
  private static final int SHOWN_DIGITS = 16;

  private final Tracer tracer;
  private final SpanDetail detail;
  private final DecisionId ids;
  private final String process;
  private final Targets targets;
  private long now;
  private final Map<String, OpenCall> open = new RecentMap<>(MOST_OPEN, call -> call.end(now));
  private final Map<String, Context> ended = new RecentMap<>(MOST_ENDED);
  private final Map<OpenCall.Effect, Boolean> seen = new RecentMap<>(MOST_SEEN);

  Spans(Tracer tracer, SpanDetail detail, Origin origin, String home) {
    this.tracer = tracer;
    this.detail = detail;
    this.ids = new DecisionId(origin.process());
    this.process = origin.process();
    this.targets = new Targets(home);
  }

  void accept(Entry entry) {
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

  /** Ends the calls that have not ended. */
  void close() {
    for (OpenCall call : open.values()) {
      call.end(now);
    }
    open.clear();
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
    Envelope envelope = decision.envelope();
    Context sent = new Traceparent(envelope.traceparent(), envelope.tracestate()).context();
    Context ambient = new Traceparent(envelope.ambient(), "").context();
    boolean isSent = Traceparent.span(sent).isValid();
    Context parent = isSent ? sent : ambient;
    String method = Methods.of(decision.operation());
    // A URI would make a name of its own for each resource.
    boolean named =
        !(decision.principal() instanceof Principal.Resource)
            && !(decision.principal() instanceof Principal.ResourceTemplate);
    SpanBuilder builder =
        tracer
            .spanBuilder(named ? method + " " + decision.target() : method)
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent)
            .setAttribute(SpanAttributes.MCP_METHOD, method);
    SpanContext link = Traceparent.span(ambient);
    if (isSent && link.isValid()) {
      builder.addLink(link);
    }
    if (decision.principal() instanceof Principal.Tool) {
      builder.setAttribute(SpanAttributes.GEN_AI_OPERATION, SpanAttributes.EXECUTE_TOOL);
    }
    tell(SpanAttributes.TRANSPORT, envelope.transport(), builder);
    if (!envelope.session().isEmpty()) {
      builder.setAttribute(SpanAttributes.MCP_SESSION, digest(envelope.session()));
    }
    open.put(decision.call(), new OpenCall(start(builder, decision), parent));
  }

  /** Whoever knows the id may be able to use the session; this tells it from others. */
  private static String digest(String session) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(("id " + session).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, SHOWN_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
      case ERROR, REFUSED -> fail(span, Methods.error(call.of(), call.outcome()));
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
        .setAttribute(SpanAttributes.TARGET, targets.of(decision))
        .setAttribute(SpanAttributes.PROCESS, process)
        .setAttribute(SpanAttributes.THREAD, decision.thread())
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
      boolean uri = attribute(primitive).equals(SpanAttributes.RESOURCE);
      String name = primitive.name();
      builder.setAttribute(attribute(primitive), uri ? Targets.bare(name) : name);
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
