package dev.sallyport.agent.framework;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client is told of a refusal.
 *
 * @param ids of what was denied
 * @param retryAfter in how many seconds it may be tried again; 0 where nobody knows
 */
public record Refused(List<String> ids, long retryAfter) {

  /** In words. */
  public String text() {
    String text = Refusals.text(ids);
    return retryAfter == 0
        ? text
        : text.concat(": try again in ").concat(Long.toString(retryAfter)).concat(" s");
  }

  /** For {@code _meta}, or for the data of an error. */
  public Map<String, Object> meta() {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put(Refusals.META_KEY, ids);
    if (retryAfter > 0) {
      meta.put(Refusals.RETRY_KEY, retryAfter);
    }
    return meta;
  }
}
