package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Shadow;
import dev.sallyport.agent.context.ShadowGrants;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import org.jspecify.annotations.Nullable;

/** Holds what was decided against what the policy beside the one in force says. */
final class Comparison {
  private final Faults faults;

  Comparison(Faults faults) {
    this.faults = faults;
  }

  /** What the shadow says of an operation; null where that is the same, or there is none. */
  @Nullable Decision otherwise(Context whose, Decision decision, Request request) {
    ShadowGrants shadow = whose.shadow();
    if (shadow == null || decision.reason() == Reason.ERROR) {
      return null;
    }
    try {
      return compared(shadow.of(), decision, shadow.grants().decide(request));
    } catch (RuntimeException | Error e) {
      failed(shadow.of(), e.getClass().getName());
      return null;
    }
  }

  /** Counts what the shadow says; null where that has the same verdict. */
  @Nullable Decision compared(Shadow shadow, Decision decision, Decision shadows) {
    if (shadows.reason() == Reason.ERROR) {
      failed(shadow, shadows.rule().toString());
      return null;
    }
    Decision otherwise = shadows.verdict() == decision.verdict() ? null : shadows;
    shadow.count(otherwise);
    return otherwise;
  }

  /** It can't be evaluated, which changes nothing but that nothing is compared. */
  void failed(Shadow shadow, String what) {
    if (shadow.fails()) {
      faults.report("shadow", what);
    }
  }
}
