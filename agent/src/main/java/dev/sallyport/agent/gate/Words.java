package dev.sallyport.agent.gate;

import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.model.Capability;
import java.util.Locale;

/** How records name a use of the JVM's powers: by the word that grants it. */
final class Words {
  private Words() {}

  static Subject of(Capability capability, Hook hook) {
    return new Subject("jvm", capability.name().toLowerCase(Locale.ROOT), hook.id());
  }
}
