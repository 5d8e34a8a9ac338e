package dev.sallyport.agent.telemetry.signal;

import dev.sallyport.agent.record.Consent;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Entry.CallEnded;
import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Entry.StateChanged;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.agent.record.RecentMap;
import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts what entries say. No attribute has a target, and none has a name that a client can make
 * up: a tool or prompt is called by its name where the server listed it, the policy has an entry of
 * that name, or a call of it succeeded; else it is {@code _OTHER}.
 */
final class Metrics {
  private static final int MOST_NAMES = 1024;
  private static final int MOST_SESSIONS = 10_000;
  private static final int MOST_APPROVALS = 1024;
  private static final int MOST_CALLS = 10_000;
  private static final double NANOS = 1e9;

  private final DoubleHistogram operations;
  private final DoubleHistogram approvalTimes;
  private final LongCounter decisions;
  private final LongCounter lost;
  private final LongCounter sessions;
  private final LongCounter approvals;
  private final LongCounter reloads;
  private final List<ObservableLongGauge> gauges = new ArrayList<>();

  /** Known by their kind and name. */
  private final Map<String, Boolean> known = new RecentMap<>(MOST_NAMES);

  private final Map<String, Boolean> seen = new RecentMap<>(MOST_SESSIONS);

  /** The states of approvals that were counted, by id and state. */
  private final Map<String, Boolean> told = new RecentMap<>(MOST_APPROVALS);

  /** By which method a call that has not ended was asked for. */
  private final Map<String, String> methods = new RecentMap<>(MOST_CALLS);

  private volatile Tools tools = Tools.NONE;

  Metrics(Meter meter, LongSupplier queued) {
    Instruments made = new Instruments(meter);
    operations = made.operationDuration();
    approvalTimes = made.approvalDuration();
    decisions = made.decisions();
    lost = made.lost();
    sessions = made.sessions();
    approvals = made.approvals();
    reloads = made.reloads();
    gauge(meter, Instruments.QUEUED, "{record}", "Records that wait to be written", queued);
    gauge(meter, Instruments.TOOLS, "{tool}", "Tools listed", () -> tools.names().size());
    gauge(
        meter,
        Instruments.TOOLS_COVERED,
        "{tool}",
        "Tools listed that the policy has an entry for",
        () -> tools.covered());
    gauge(
        meter,
        Instruments.TOOLS_SHARING,
        "{tool}",
        "Tools granted a secret that another tool is granted",
        () -> tools.sharing());
    gauge(
        meter,
        Instruments.TOOLS_UNAPPROVED,
        "{tool}",
        "Destructive tools that may be called without an approval",
        () -> tools.unapproved());
  }

  private void gauge(
      Meter meter, String name, String unit, String description, LongSupplier value) {
    gauges.add(
        meter
            .gaugeBuilder(name)
            .ofLongs()
            .setUnit(unit)
            .setDescription(description)
            .buildWithCallback(measurement -> measurement.record(value.getAsLong())));
  }

  void accept(Entry entry) {
    if (entry instanceof DecisionMade decision) {
      decided(decision);
    } else if (entry instanceof CallEnded call) {
      ended(call);
    } else if (entry instanceof StateChanged state) {
      changed(state);
    }
  }

  /** Nothing is asked of this any more. */
  void close() {
    gauges.forEach(ObservableLongGauge::close);
  }

  private void decided(DecisionMade decision) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(SpanAttributes.GATE, decision.gate())
            .put(SpanAttributes.VERDICT, Words.of(decision.decision().verdict()))
            .put(SpanAttributes.ACTION, Words.of(decision.action()))
            .put(SpanAttributes.MODE, Words.of(decision.mode()));
    if (decision.principal() instanceof Principal.Tool tool) {
      learn(decision, tool);
      attributes.put(SpanAttributes.TOOL, name(tool));
    }
    if (decision.principal() instanceof Principal.Primitive of
        && of.kind().equals(decision.gate())
        && !decision.call().isEmpty()) {
      methods.putIfAbsent(decision.call(), Methods.of(decision.operation()));
    }
    decisions.add(decision.times(), attributes.build());
    String session = decision.asker().session();
    if (!session.isEmpty() && seen.put(session, true) == null) {
      sessions.add(1);
    }
    if (!decision.consent().approval().isEmpty()) {
      approval(decision);
    }
  }

  /** An entry of the policy that is no pattern names a tool that nobody made up. */
  private void learn(DecisionMade decision, Principal.Tool tool) {
    String path = decision.decision().rule().path();
    String entry = "tools.".concat(tool.name());
    if (path.equals(entry) || path.startsWith(entry.concat("."))) {
      known.put(key(tool), true);
    }
  }

  /** Each state once: a client may come again with what waits, or with what was refused. */
  private void approval(DecisionMade decision) {
    Consent consent = decision.consent();
    Reason reason = decision.decision().reason();
    String word = reason == Reason.UNAPPROVED ? "asked" : Words.of(reason);
    if (told.put(consent.approval().concat(" ").concat(word), true) != null) {
      return;
    }
    Attributes state = Attributes.of(Instruments.APPROVAL_STATE, word);
    approvals.add(1, state);
    if (consent.waitedNanos() > 0) {
      approvalTimes.record(consent.waitedNanos() / NANOS, state);
    }
  }

  private void ended(CallEnded call) {
    Principal.Primitive of = call.of();
    if (call.outcome() == Outcome.OK) {
      known.put(key(of), true);
    }
    String method = methods.remove(call.call());
    AttributesBuilder attributes = Attributes.builder();
    if (method != null) {
      attributes.put(SpanAttributes.MCP_METHOD, method);
    }
    if (of instanceof Principal.Tool) {
      attributes
          .put(SpanAttributes.GEN_AI_OPERATION, SpanAttributes.EXECUTE_TOOL)
          .put(SpanAttributes.TOOL, name(of));
    } else if (of instanceof Principal.Prompt) {
      attributes.put(SpanAttributes.PROMPT, name(of));
    }
    if (call.outcome() != Outcome.OK) {
      attributes.put(SpanAttributes.ERROR_TYPE, Methods.error(of, call.outcome()));
    }
    operations.record((call.time() - call.started()) / NANOS, attributes.build());
  }

  private void changed(StateChanged state) {
    Map<String, String> details = state.details();
    switch (state.kind()) {
      case "gap" ->
          lost.add(
              number(details.getOrDefault("lost", "")),
              Attributes.of(
                  Instruments.CAUSE, details.getOrDefault("cause", SpanAttributes.OTHER)));
      case "reload" ->
          reloads.add(
              1,
              Attributes.of(
                  Instruments.RELOAD_OUTCOME,
                  details.containsKey("refused") ? "refused" : "applied"));
      case "inventory" -> tools = Tools.of(details);
      default -> {}
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private String name(Principal.Primitive of) {
    boolean listed = of instanceof Principal.Tool && tools.names().contains(of.name());
    return listed || known.containsKey(key(of)) ? of.name() : SpanAttributes.OTHER;
  }

  private static String key(Principal.Primitive of) {
    return of.kind().concat(" ").concat(of.name());
  }
}
