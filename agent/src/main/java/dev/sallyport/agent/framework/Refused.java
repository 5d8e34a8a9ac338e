package dev.sallyport.agent.framework;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a use is refused, as far as its client is told.
 *
 * @param decisions the ids of what was denied
 * @param retryAfter in how many seconds it may be tried again; 0 where nobody knows
 * @param approval the id of an approval after which the same may be asked again; empty for none
 */
public record Refused(List<String> decisions, long retryAfter, String approval) {
  public Refused {
    decisions = List.copyOf(decisions);
  }

  /** For good. */
  static Refused of(List<String> decisions) {
    return new Refused(decisions, /* retryAfter= */ 0, /* approval= */ "");
  }

  /** In words. */
  public String text() {
    String text = "Refused by policy (sallyport ".concat(String.join(", ", decisions)).concat(")");
    if (!approval.isEmpty()) {
      return text.concat(": needs approval ")
          .concat(approval)
          .concat("; ask for the same again once it is given");
    }
    return retryAfter == 0
        ? text
        : text.concat(": try again in ").concat(Long.toString(retryAfter)).concat(" s");
  }

  /** For {@code _meta} of a result, or {@code data} of an error. */
  public Map<String, Object> meta() {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put(Refusals.META_KEY, decisions);
    if (!approval.isEmpty()) {
      meta.put(Refusals.APPROVAL_KEY, approval);
    }
    if (retryAfter > 0) {
      meta.put(Refusals.RETRY_KEY, retryAfter);
    }
    return meta;
  }
}
