package dev.sallyport.agent.gate;

import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Request;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request over HTTP is for this server. Nearly all name the same host, so the
 * last that went on is remembered.
 */
final class Arrivals {
  private volatile @Nullable Expected last;

  /** One that went on. */
  private static final class Expected {
    final Engine engine;
    final Request.Arrival arrival;
    final Decision decision;

    Expected(Engine engine, Request.Arrival arrival, Decision decision) {
      this.engine = engine;
      this.arrival = arrival;
      this.decision = decision;
    }

    boolean answers(Engine by, Request.Arrival other) {
      return engine == by
          && arrival.local() == other.local()
          && Objects.equals(arrival.host(), other.host())
          && Objects.equals(arrival.origin(), other.origin());
    }
  }

  Decision decide(Engine engine, Request.Arrival arrival) {
    Expected known = last;
    if (known != null && known.answers(engine, arrival)) {
      return known.decision;
    }
    Decision decision = engine.decide(arrival);
    if (!decision.denies()) {
      last = new Expected(engine, arrival, decision);
    }
    return decision;
  }
}
