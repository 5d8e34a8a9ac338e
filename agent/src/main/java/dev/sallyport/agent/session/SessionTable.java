package dev.sallyport.agent.session;

import dev.sallyport.agent.limit.Kept;
import dev.sallyport.policy.decide.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this server, each bound to whoever first used it. Safe for any thread.
 *
 * <p>Bounded: of more than there is room for those go first that were used longest ago, of a caller
 * with too many its own. One with an id of the protocol that went is not begun again, since nobody
 * would know any more whose it is.
 *
 * <p>A map under a lock, and no cache of a library's: who goes depends on whose it is, what goes
 * has to be known as gone before anything else is asked, and a use happens once for each message.
 */
public final class SessionTable {
  static final int MOST = 16_384;
  static final int MOST_OF_ONE = 1024;

  private final InstantSource clock;
  private final @Nullable Duration ttl;
  private final @Nullable Duration idle;

  /** By key, the one used longest ago first. */
  private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  private final Map<String, Integer> counts = new HashMap<>();
  private final Gone gone = new Gone();

  /**
   * An empty table.
   *
   * @param ttl null for no end, as of {@code idle}
   */
  public SessionTable(InstantSource clock, @Nullable Duration ttl, @Nullable Duration idle) {
    this.clock = clock;
    this.ttl = ttl;
    this.idle = idle;
  }

  private static final class Known {
    final Binding binding;
    long began;
    long used;
    @Nullable String purpose;
    Kept kept;

    Known(Binding binding, Kept kept, long now) {
      this.binding = binding;
      this.kept = kept;
      this.began = now;
      this.used = now;
    }
  }

  /**
   * Something is asked for in a session.
   *
   * @param lasting whether the protocol gave it an id, so that its end is for good. One that has
   *     none begins anew after nothing was allowed in it for as long as it may be idle, or else
   *     last
   * @param purpose what its client says that it is for, or empty; the first is the one
   */
  public synchronized Use use(String key, boolean lasting, Binding binding, String purpose) {
    long now = clock.millis();
    Known session = known.get(key);
    if (session == null) {
      if (lasting && gone.has(key)) {
        return new Use.Forgotten();
      }
      session = new Known(binding, Kept.first(key, !gone.has(key)), now);
      put(key, session);
    } else if (!session.binding.equals(binding)) {
      return new Use.Foreign();
    } else if (!lasting && hasRested(session, now)) {
      session.began = now;
      session.used = now;
      session.purpose = null;
      session.kept = session.kept.next();
    }
    if (session.purpose == null && !purpose.isEmpty()) {
      session.purpose = purpose;
    }
    Session seen =
        new Session(
            Duration.ofMillis(now - session.began),
            Duration.ofMillis(now - session.used),
            session.purpose);
    if (!isOver(seen)) {
      session.used = now;
    }
    return new Use.Own(seen, session.kept);
  }

  /** Whether a session is known to be of a caller with another subject. To ask is no use of it. */
  public synchronized boolean isOfAnother(String key, String subject) {
    Known session = known.get(key);
    return session != null && !session.binding.subject().equals(subject);
  }

  private boolean isOver(Session session) {
    return (ttl != null && session.age().compareTo(ttl) >= 0)
        || (idle != null && session.idle().compareTo(idle) >= 0);
  }

  private boolean hasRested(Known session, long now) {
    Duration rest = idle == null ? ttl : idle;
    return rest != null && now - session.used >= rest.toMillis();
  }

  private void put(String key, Known session) {
    String subject = session.binding.subject();
    if (!subject.isEmpty() && counts.getOrDefault(subject, 0) >= MOST_OF_ONE) {
      forgetOldest(subject);
    }
    if (known.size() >= MOST) {
      forgetOldest(null);
    }
    known.put(key, session);
    counts.merge(subject, 1, Integer::sum);
  }

  /**
   * Makes room.
   *
   * @param subject whose; null for anyone's
   */
  private void forgetOldest(@Nullable String subject) {
    Iterator<Map.Entry<String, Known>> oldest = known.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<String, Known> one = oldest.next();
      String its = one.getValue().binding.subject();
      if (subject == null || subject.equals(its)) {
        oldest.remove();
        counts.computeIfPresent(its, (of, count) -> count == 1 ? null : count - 1);
        gone.add(one.getKey());
        return;
      }
    }
  }
}
