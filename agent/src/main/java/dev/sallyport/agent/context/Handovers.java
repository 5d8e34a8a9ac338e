package dev.sallyport.agent.context;

import dev.sallyport.agent.identity.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of work that was handed over and has not run yet, by the identity of the work.
 *
 * <p>Work that never runs is forgotten with it. One task object may be handed over several times
 * before it runs; as nothing tells which run is whose, each then runs under what all of them may
 * do.
 */
final class Handovers {
  private final WeakTable<Handover> pending = new WeakTable<>();

  /** Compared by identity: a record's {@code equals} would link classes inside a hook. */
  private static final class Handover {
    /** Null for the server's own work, which is remembered only beside a call's. */
    final @Nullable Context context;

    final int times;

    Handover(@Nullable Context context, int times) {
      this.context = context;
      this.times = times;
    }

    Handover again(@Nullable Context other) {
      return new Handover(narrowed(other), times + 1);
    }

    private @Nullable Context narrowed(@Nullable Context other) {
      if (context == null || other == null) {
        return context == null ? other : context;
      }
      return context.narrow(other);
    }
  }

  void put(Object work, @Nullable Context context) {
    if (context == null && pending.isEmpty()) {
      return;
    }
    Handover before;
    Handover after;
    do {
      before = pending.get(work);
      if (before == null && context == null) {
        return;
      }
      after = before == null ? new Handover(context, 1) : before.again(context);
    } while (!pending.replace(work, before, after));
  }

  @Nullable Context take(Object work) {
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
      left = found.times == 1 ? null : new Handover(found.context, found.times - 1);
    } while (!pending.replace(work, found, left));
    return found.context;
  }

  void forgetDead() {
    pending.forgetDead();
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }
}
