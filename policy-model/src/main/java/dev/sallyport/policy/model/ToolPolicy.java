package dev.sallyport.policy.model;

import org.jspecify.annotations.Nullable;

/** What a policy says of the tools of one name or glob. */
public sealed interface ToolPolicy {

  /** They may not be called. */
  record Denied() implements ToolPolicy {}

  /**
   * They may be called, and touch what is granted.
   *
   * @param mode null where the policy's own mode holds
   */
  record Granted(@Nullable Mode mode, OnDenied onDenied, GrantSet grants) implements ToolPolicy {}
}
