package dev.sallyport.agent.limit;

import dev.sallyport.policy.decide.Quota;
import dev.sallyport.policy.match.Rate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The buckets of one session, of one caller, or of the server, and what it moved. Under the lock of
 * {@link Turnstile}.
 *
 * <p>Bounded: clients choose the names of what they ask for. Once a bucket had to go that was not
 * full, each new one begins empty.
 */
public final class Account {
  static final int MOST = 1024;

  /** The one used longest ago first. */
  private final Map<Counted, Bucket> buckets =
      new LinkedHashMap<>(4, 0.75f, /* accessOrder= */ true);

  private final Moved moved;
  private boolean beginsFull;

  /** Of a quota: under a changed policy the same key may stand for another rate. */
  private record Counted(String key, Rate rate) {}

  /**
   * An account with nothing in it.
   *
   * @param isNew whether it is known that it never had anything
   */
  public Account(boolean isNew) {
    this.beginsFull = isNew;
    this.moved = new Moved(isNew);
  }

  Moved moved() {
    return moved;
  }

  Bucket bucket(Quota.Calls quota, long now) {
    Counted counted = new Counted(quota.key(), quota.rate());
    Bucket bucket = buckets.get(counted);
    if (bucket == null) {
      if (buckets.size() == MOST) {
        forgetOldest(now);
      }
      bucket = new Bucket(quota.rate(), beginsFull, now);
      buckets.put(counted, bucket);
    }
    return bucket;
  }

  private void forgetOldest(long now) {
    Iterator<Bucket> oldest = buckets.values().iterator();
    beginsFull &= oldest.next().isFull(now);
    oldest.remove();
  }

  /** Whether nothing would be lost with it. */
  boolean isFull(long now) {
    for (Bucket bucket : buckets.values()) {
      if (!bucket.isFull(now)) {
        return false;
      }
    }
    return beginsFull && moved.isNothing();
  }
}
