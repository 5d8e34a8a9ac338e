package dev.sallyport.agent.doctor.server;

import dev.sallyport.agent.weave.Hook;

/**
 * A dispatch point of a policy, looked for.
 *
 * @param place where its class is; empty where it is nowhere
 * @param why it is not found; empty where it is
 */
public record Declared(Hook hook, String place, String why) {

  public boolean isFound() {
    return why.isEmpty();
  }
}
