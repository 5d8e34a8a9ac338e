package dev.sallyport.policy.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables with the values that a test gives them. */
record TestVariables(Map<String, String> env, Map<String, String> properties) implements Variables {

  static TestVariables env(String name, String value) {
    return new TestVariables(Map.of(name, value), Map.of());
  }

  static TestVariables none() {
    return new TestVariables(Map.of(), Map.of());
  }

  @Override
  public @Nullable String env(String name) {
    return env.get(name);
  }

  @Override
  public @Nullable String property(String name) {
    return properties.get(name);
  }
}
