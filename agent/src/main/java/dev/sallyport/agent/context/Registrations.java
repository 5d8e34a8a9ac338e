package dev.sallyport.agent.context;

import dev.sallyport.agent.identity.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * The causes of callbacks, by the identity of what calls them: a completion, a subscription, a
 * timer's task. Each is registered once, by whoever made it, and called by anybody, any number of
 * times, also by several threads at once. It is known until it has run where that can be told, else
 * as long as it lives.
 *
 * <p>Only those that have a cause are remembered: what is not here was registered by the server.
 */
final class Registrations {
  private final WeakTable<Cause> known = new WeakTable<>();

  void put(Object callback, @Nullable Cause cause) {
    if (cause != null) {
      known.replace(callback, null, cause);
    }
  }

  @Nullable Cause get(Object callback) {
    return known.isEmpty() ? null : known.get(callback);
  }

  /** The callback will not be called any more. */
  void remove(Object callback) {
    known.remove(callback);
  }

  void forgetDead() {
    known.forgetDead();
  }

  boolean isEmpty() {
    return known.isEmpty();
  }
}
