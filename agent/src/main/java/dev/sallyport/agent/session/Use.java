package dev.sallyport.agent.session;

import dev.sallyport.agent.limit.Kept;
import dev.sallyport.policy.decide.Session;

/** One use of a session. */
public sealed interface Use {

  /**
   * By whom it is bound to.
   *
   * @param kept for later calls in it
   */
  record Own(Session session, Kept kept) implements Use {}

  /** By another caller, or by another route. */
  record Foreign() implements Use {}

  /** Of one that was forgotten for want of room, so that nobody knows whose it was. */
  record Forgotten() implements Use {}
}
