package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Context;
import org.jspecify.annotations.Nullable;

/** Looks into a request that may be made: what it carries, and what it is. */
interface Inspection {

  /**
   * The hop as it is to be sent, the same where nothing changes, or a refusal.
   *
   * @param subject who asked, for the record
   */
  Inspected inspect(@Nullable Context context, Subject subject, Hop hop);
}
