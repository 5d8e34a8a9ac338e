package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.identity.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * Hops that a client's own row allowed, and that the row of its codec will see when they are sent:
 * the same hop of the same context is decided once. Another one, whatever made it differ, is
 * decided like any.
 */
final class Foreseen {
  /** A connection that could not be had leaves one behind. */
  private static final int MOST = 64;

  private final WeakTable<Pending> pending = new WeakTable<>();

  private record Pending(Hop hop, int size, @Nullable Pending next) {

    boolean is(Hop other) {
      return hop.method().equals(other.method()) && hop.url().equals(other.url());
    }

    /** Without one that is the same; this one where there is none. */
    @SuppressWarnings("ReferenceEquality") // the same tail stays
    @Nullable Pending without(Hop other) {
      if (is(other)) {
        return next;
      }
      Pending rest = next == null ? null : next.without(other);
      return rest == next ? this : new Pending(hop, rest == null ? 1 : rest.size + 1, rest);
    }
  }

  void add(Context whose, Hop hop) {
    Pending before;
    Pending after;
    do {
      before = pending.get(whose);
      after =
          before == null || before.size == MOST
              ? new Pending(hop, 1, null)
              : new Pending(hop, before.size + 1, before);
    } while (!pending.replace(whose, before, after));
  }

  /** What was decided of it already; null if nothing was. */
  @Nullable Hop take(Context whose, Hop hop) {
    if (pending.isEmpty()) {
      return null;
    }
    Pending before;
    Pending found;
    do {
      before = pending.get(whose);
      found = before;
      while (found != null && !found.is(hop)) {
        found = found.next;
      }
      if (before == null || found == null) {
        return null;
      }
    } while (!pending.replace(whose, before, before.without(hop)));
    return found.hop;
  }
}
