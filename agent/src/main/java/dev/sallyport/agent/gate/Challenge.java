package dev.sallyport.agent.gate;

import dev.sallyport.agent.record.Asker;
import dev.sallyport.policy.decide.Decision;

/**
 * What a client is told that may use nothing.
 *
 * @param decision why
 * @param header {@code WWW-Authenticate}, after RFC 6750
 * @param asker who asks, for the records
 */
record Challenge(Decision decision, String header, Asker asker) {
  /** Of a request that shows nothing that would say who calls. */
  static final String SHOW = "Bearer";

  /** Of one with a token that is not good. */
  static final String INVALID = "Bearer error=\"invalid_token\"";
}
