package dev.sallyport.agent.gate;

import dev.sallyport.agent.limit.Kept;
import dev.sallyport.agent.limit.Party;
import dev.sallyport.agent.record.Asker;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Session;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a message, as far as the policy has it looked at.
 *
 * @param caller null where it is not identified
 * @param session null where there is none
 * @param kept what is kept of the session; null where there is none
 * @param refused why it may use nothing, whatever it is; else null
 * @param asker the same for the records
 */
record Client(
    @Nullable Caller caller,
    @Nullable Session session,
    @Nullable Kept kept,
    @Nullable Decision refused,
    Asker asker) {
  /** Of a policy that does not look. */
  static final Client ANY = new Client(null, null, null, null, Asker.UNKNOWN);

  /** For whom a call of it counts. */
  Party party() {
    return new Party(kept, caller == null ? null : caller.subject());
  }
}
