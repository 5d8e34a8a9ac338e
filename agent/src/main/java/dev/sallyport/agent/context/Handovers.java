package dev.sallyport.agent.context;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of work that was handed over and has not run yet, by the identity of the work.
 *
 * <p>Keys are weak, so that work which never runs is forgotten with it. One task object may be
 * handed over several times before it runs; as nothing tells which run is whose, each then runs
 * under what all of them may do.
 */
final class Handovers {
  private final ConcurrentHashMap<Key, Handover> pending = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();

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
      return context.call() == other.call() ? context : context.narrow(other);
    }
  }

  void put(Object work, @Nullable Context context) {
    if (context == null && pending.isEmpty()) {
      return;
    }
    forgetDead();
    Key key = new Key(work, dead);
    while (true) {
      Handover before = pending.get(key);
      if (before == null) {
        if (context == null || pending.putIfAbsent(key, new Handover(context, 1)) == null) {
          return;
        }
      } else if (pending.replace(key, before, before.again(context))) {
        return;
      }
    }
  }

  @Nullable Context take(Object work) {
    if (pending.isEmpty()) {
      return null;
    }
    Key key = new Key(work, null);
    while (true) {
      Handover found = pending.get(key);
      if (found == null) {
        return null;
      }
      boolean done =
          found.times == 1
              ? pending.remove(key, found)
              : pending.replace(key, found, new Handover(found.context, found.times - 1));
      if (done) {
        return found.context;
      }
    }
  }

  @Nullable Context peek(Object work) {
    if (pending.isEmpty()) {
      return null;
    }
    Handover found = pending.get(new Key(work, null));
    return found == null ? null : found.context;
  }

  private void forgetDead() {
    for (Reference<?> key = dead.poll(); key != null; key = dead.poll()) {
      pending.remove(key);
    }
  }

  /** Equal where the work is the same object; a cleared key only equals itself. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object work, @Nullable ReferenceQueue<Object> queue) {
      super(work, queue);
      hash = System.identityHashCode(work);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object work = get();
      return other instanceof Key key && work != null && work == key.get();
    }
  }
}
