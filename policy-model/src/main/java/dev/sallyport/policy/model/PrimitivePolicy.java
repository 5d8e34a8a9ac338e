package dev.sallyport.policy.model;

import org.jspecify.annotations.Nullable;

/** What a policy says of the tools, resources or prompts of one name or pattern. */
public sealed interface PrimitivePolicy {

  /** They may not be used. */
  record Denied() implements PrimitivePolicy {}

  /**
   * They may be used, and touch what is granted.
   *
   * @param mode null where the policy's own mode holds
   * @param conditions what has to hold for a call
   */
  record Granted(@Nullable Mode mode, OnDenied onDenied, GrantSet grants, Conditions conditions)
      implements PrimitivePolicy {}
}
