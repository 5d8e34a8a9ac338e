package dev.sallyport.agent.context;

import dev.sallyport.agent.identity.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of callbacks, by the identity of what calls them: a completion, a subscription, a
 * timer's task. Each is registered once, by whoever made it, and called by anybody, any number of
 * times, also by several threads at once.
 *
 * <p>Only a call's are remembered: what is not here was registered by the server.
 */
final class Registrations {
  private final WeakTable<Context> known = new WeakTable<>();

  void put(Object callback, @Nullable Context context) {
    if (context != null) {
      known.replace(callback, null, context);
    }
  }

  @Nullable Context get(Object callback) {
    return known.isEmpty() ? null : known.get(callback);
  }

  void forgetDead() {
    known.forgetDead();
  }

  boolean isEmpty() {
    return known.isEmpty();
  }
}
