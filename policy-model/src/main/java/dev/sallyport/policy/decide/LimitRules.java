package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Limits;
import org.jspecify.annotations.Nullable;

/** Decides how much a call may do. */
final class LimitRules {
  private static final Limit NONE =
      new Limit(
          Long.MAX_VALUE,
          new Decision(Verdict.ALLOW, new Rule("built-in.unlimited", 0), Reason.GRANTED),
          Decisions.ERROR);

  private final Limit sent;
  private final Limit received;
  private final Limit read;
  private final Limit redirects;
  private final Limit result;
  private final Limit files;

  /** One limit, and the decisions up to it and beyond it. */
  private record Limit(long most, Decision within, Decision beyond) {

    static Limit of(@Nullable Entry<Long> entry) {
      return entry == null
          ? NONE
          : new Limit(
              entry.value(), Decisions.granted(entry), Decisions.denied(entry, Reason.LIMIT));
    }

    Decision decide(long amount) {
      return amount > most ? beyond : within;
    }
  }

  LimitRules(Limits limits) {
    this.sent = Limit.of(limits.sent());
    this.received = Limit.of(limits.received());
    this.read = Limit.of(limits.read());
    this.redirects = Limit.of(limits.redirects());
    this.result = Limit.of(limits.result());
    this.files = Limit.of(limits.files());
  }

  Decision decide(Request.Transfer request) {
    return switch (request.direction()) {
      case SENT -> sent.decide(request.bytes());
      case RECEIVED -> received.decide(request.bytes());
      case READ -> read.decide(request.bytes());
      case ANSWERED -> result.decide(request.bytes());
    };
  }

  Decision decide(Request.Touch request) {
    return files.decide(request.count());
  }

  Decision decide(Request.Redirect request) {
    return redirects.decide(request.count());
  }
}
