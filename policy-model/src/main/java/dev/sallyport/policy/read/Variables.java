package dev.sallyport.policy.read;

import org.jspecify.annotations.Nullable;

/** Where the values of {@code ${env:NAME}} and {@code ${property:name}} come from. */
public interface Variables {

  /** A variable of the environment, or null where there is none. */
  @Nullable String env(String name);

  /** A system property, or null where there is none. */
  @Nullable String property(String name);
}
