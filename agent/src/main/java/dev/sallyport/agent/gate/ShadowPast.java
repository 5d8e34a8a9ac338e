package dev.sallyport.agent.gate;

import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Past;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Requirement;
import java.util.Map;

/**
 * What happened in a session, as a shadow is told: of what nobody noted whether it succeeded, since
 * the policy in force does not require it, it is taken that it did.
 *
 * @param engine the policy in force
 * @param past as noted
 */
record ShadowPast(Engine engine, Past past) implements Past {
  @Override
  public boolean has(Entry<Requirement> requirement, Map<?, ?> arguments) {
    return !engine.notes(requirement.value()) || past.has(requirement, arguments);
  }

  @Override
  public boolean began(NameGlob tool) {
    return past.began(tool);
  }
}
