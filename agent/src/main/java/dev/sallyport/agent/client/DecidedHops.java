package dev.sallyport.agent.client;

import dev.sallyport.agent.identity.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were decided on, and pass rows further down: a client's own first, then those of
 * the codec that it writes with. Each is decided and recorded once, where most is known of it.
 *
 * <p>They are known again by the identity of an object that goes down with the request, such as the
 * text of its target. Where that says another method or another URL than what was decided on, such
 * as by a {@code Host} of its own, it is decided again.
 */
public final class DecidedHops {
  private final WeakTable<Hop> hops = new WeakTable<>();

  /** The hop was decided on. */
  public void put(@Nullable Object token, Hop hop) {
    if (token == null) {
      throw new IllegalArgumentException("nothing goes down with the request");
    }
    hops.put(token, hop);
  }

  /** Whether that hop was decided on under that token. */
  public boolean has(@Nullable Object token, Hop hop) {
    Hop decided = token == null ? null : hops.get(token);
    return decided != null
        && decided.method().equals(hop.method())
        && decided.url().equals(hop.url());
  }
}
