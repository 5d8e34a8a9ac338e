package dev.sallyport.agent.limit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When what others require last succeeded in a session, by digests that tell neither names nor
 * values. Safe for any thread. Bounded: of more than there is room for, the oldest goes, so that it
 * has to succeed again.
 */
public final class Successes {
  static final int MOST = 1024;

  /** As of {@link System#nanoTime}, the oldest first. */
  private final Map<String, Long> times = new LinkedHashMap<>(4);

  synchronized void add(String digest, long now) {
    if (times.remove(digest) == null && times.size() == MOST) {
      Iterator<Long> oldest = times.values().iterator();
      oldest.next();
      oldest.remove();
    }
    times.put(digest, now);
  }

  /** Null where it never did. */
  synchronized @Nullable Long last(String digest) {
    return times.get(digest);
  }
}
