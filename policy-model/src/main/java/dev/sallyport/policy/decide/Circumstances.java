package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Risk;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Under which something is asked for.
 *
 * @param caller null where it is not identified
 * @param session null where there is none
 * @param hint the risk that a tool gives itself; null where it does not say
 * @param now when it is asked for
 * @param past of the session
 */
public record Circumstances(
    @Nullable Caller caller,
    @Nullable Session session,
    @Nullable Risk hint,
    Instant now,
    Past past) {

  /** Of a tool that says nothing of itself, in a session in which nothing happened. */
  public Circumstances(@Nullable Caller caller, @Nullable Session session, Instant now) {
    this(caller, session, null, now, Past.NOTHING);
  }
}
