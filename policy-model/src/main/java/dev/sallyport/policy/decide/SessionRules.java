package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Sessions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Narrows what may be used by how old a session is, and what it is for. Grants nothing. */
final class SessionRules {
  private final @Nullable Entry<Duration> ttl;
  private final @Nullable Entry<Duration> idle;
  private final @Nullable ReachRules purposes;

  SessionRules(Sessions sessions) {
    this.ttl = sessions.ttl();
    this.idle = sessions.idle();
    this.purposes =
        sessions.purposes() == null ? null : new ReachRules(sessions.purposes(), Reason.PURPOSE);
  }

  /** Why nothing may be used whatever it is; null where that depends. */
  @Nullable Decision refusal(@Nullable Session session) {
    if (session == null) {
      return null;
    }
    if (ttl != null && session.age().compareTo(ttl.value()) >= 0) {
      return Decisions.denied(ttl, Reason.EXPIRED);
    }
    return idle != null && session.idle().compareTo(idle.value()) >= 0
        ? Decisions.denied(idle, Reason.EXPIRED)
        : null;
  }

  /**
   * Why this may not be used; null where it may.
   *
   * @param subject what globs are compared with
   */
  @Nullable Decision refusal(
      @Nullable Session session, Principal.Primitive primitive, String subject) {
    if (purposes == null) {
      return null;
    }
    String purpose = session == null ? null : session.purpose();
    Set<String> its = purpose == null ? Set.of() : Set.of(purpose);
    return purposes.reach(its, primitive, subject) ? null : purposes.denied();
  }
}
