package dev.sallyport.policy.decide;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Under which something is asked for.
 *
 * @param caller null where it is not identified
 * @param session null where there is none
 * @param now when it is asked for
 * @param past of the session
 */
public record Circumstances(
    @Nullable Caller caller, @Nullable Session session, Instant now, Past past) {

  /** Of a session in which nothing happened. */
  public Circumstances(@Nullable Caller caller, @Nullable Session session, Instant now) {
    this(caller, session, now, Past.NOTHING);
  }
}
