package dev.sallyport.agent.doctor.server;

import dev.sallyport.agent.weave.Hook;

/**
 * A row, held against a class of the server's.
 *
 * @param found whether it would be woven
 * @param why it would not; empty where it would
 */
public record Tried(Hook hook, boolean found, String why) {

  /** Whether the agent would call it a missing hook. */
  public boolean isMissing() {
    return !found && hook.need() != Hook.Need.OPTIONAL;
  }
}
