package dev.sallyport.agent.command;

import dev.sallyport.policy.read.Variables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a policy's variables come from on the command line. */
record Surroundings(Map<String, String> environment) implements Variables {
  @Override
  public @Nullable String env(String name) {
    return environment.get(name);
  }

  @Override
  public @Nullable String property(String name) {
    return System.getProperty(name);
  }
}
