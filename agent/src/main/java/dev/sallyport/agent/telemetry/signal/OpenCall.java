package dev.sallyport.agent.telemetry.signal;

import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.policy.decide.Verdict;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A call whose span has not ended, with the spans inside it that still count. */
final class OpenCall {
  private static final int MOST_COUNTED = 512;

  private final Span span;
  private final Context context;
  private final Map<Effect, Counted> counted = new HashMap<>();

  OpenCall(Span span, Context parent) {
    this.span = span;
    this.context = parent.with(span);
  }

  /** Decisions that are alike. */
  record Effect(String gate, String operation, String target, String credential, Verdict verdict) {
    static Effect of(DecisionMade decision) {
      return new Effect(
          decision.gate(),
          decision.operation(),
          decision.target(),
          decision.credential(),
          decision.decision().verdict());
    }
  }

  private static final class Counted {
    private final Span span;
    private long count;
    private long last;

    Counted(Span span) {
      this.span = span;
    }
  }

  Span span() {
    return span;
  }

  Context context() {
    return context;
  }

  /** Counts a decision under a span like it, which is started if there is none yet. */
  void count(DecisionMade decision, Function<DecisionMade, Span> start) {
    Effect effect = Effect.of(decision);
    Counted same = counted.get(effect);
    if (same == null) {
      same = new Counted(start.apply(decision));
      if (counted.size() >= MOST_COUNTED) {
        same.span.end(decision.time(), TimeUnit.NANOSECONDS);
        return;
      }
      counted.put(effect, same);
    }
    same.count += decision.times();
    same.last = decision.time();
  }

  /** Ends the spans inside, then the span itself. */
  void end(long time) {
    for (Counted same : counted.values()) {
      same.span.setAttribute(SpanAttributes.COUNT, same.count);
      same.span.end(same.last, TimeUnit.NANOSECONDS);
    }
    span.end(time, TimeUnit.NANOSECONDS);
  }
}
