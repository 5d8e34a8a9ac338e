package dev.sallyport.agent.context;

import dev.sallyport.agent.identity.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * The causes of work that was handed over and has not run yet, by the identity of the work.
 *
 * <p>Work that never runs is forgotten with it. One task object may be handed over several times
 * before it runs; as nothing tells which run is whose, each then runs under what all of them may
 * do.
 */
final class Handovers {
  /**
   * Kept here so that its class is loaded before a hook asks for it, within the load of another.
   */
  private static final Cause UNKNOWN = Arrival.UNKNOWN;

  private final WeakTable<Handover> pending = new WeakTable<>();

  /** Compared by identity: a record's {@code equals} would link classes inside a hook. */
  private static final class Handover {
    /** Null for the server's own work, which is remembered only beside another. */
    final @Nullable Cause cause;

    final int times;

    Handover(@Nullable Cause cause, int times) {
      this.cause = cause;
      this.times = times;
    }

    Handover again(@Nullable Cause other) {
      return new Handover(narrowed(other), times + 1);
    }

    private @Nullable Cause narrowed(@Nullable Cause other) {
      if (cause != null && other != null) {
        return cause.narrow(other);
      }
      Cause known = cause == null ? other : cause;
      return known instanceof Arrival ? UNKNOWN : known;
    }
  }

  void put(Object work, @Nullable Cause cause) {
    if (cause == null && pending.isEmpty()) {
      return;
    }
    Handover before;
    Handover after;
    do {
      before = pending.get(work);
      if (before == null && cause == null) {
        return;
      }
      after = before == null ? new Handover(cause, 1) : before.again(cause);
    } while (!pending.replace(work, before, after));
  }

  @Nullable Cause take(Object work) {
    if (pending.isEmpty()) {
      return null;
    }
    Handover found;
    Handover left;
    do {
      found = pending.get(work);
      if (found == null) {
        return null;
      }
      left = found.times == 1 ? null : new Handover(found.cause, found.times - 1);
    } while (!pending.replace(work, found, left));
    return found.cause;
  }

  void forgetDead() {
    pending.forgetDead();
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }
}
