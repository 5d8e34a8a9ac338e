package dev.sallyport.policy.decide;

/**
 * What the policy says of one request, by which rule, and why. Shared between requests: holds
 * nothing of either.
 */
public record Decision(Verdict verdict, Rule rule, Reason reason) {
  /** Whether it may not go on as it is. */
  public boolean denies() {
    return verdict != Verdict.ALLOW;
  }
}
