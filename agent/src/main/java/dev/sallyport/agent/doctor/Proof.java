package dev.sallyport.agent.doctor;

import dev.sallyport.agent.weave.Hook;

/**
 * What is known of one hook.
 *
 * @param detail what a refusal looked like, or why there was none
 */
public record Proof(Hook hook, State state, String detail) {

  /** Whether a server should not be enforced on without knowing of this. */
  public boolean isWanting() {
    return hook.need() != Hook.Need.OPTIONAL && state != State.LIVE && state != State.WAITING;
  }
}
