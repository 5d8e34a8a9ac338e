package dev.sallyport.agent.record;

/**
 * What was asked of an approver about a call, and who answered. What is not known is empty, or 0.
 *
 * @param approval the id by which it was asked
 * @param askedAt when it was, in nanoseconds since the epoch
 * @param waitedNanos from then until it was answered
 * @param by who answered, by their own account
 * @param user the user of the system who did
 * @param role in which they act, by their own account
 * @param reason that they gave
 */
public record Consent(
    String approval,
    long askedAt,
    long waitedNanos,
    String by,
    String user,
    String role,
    String reason) {
  public static final Consent NONE = new Consent("", 0, 0, "", "", "", "");

  /** It was asked, and nobody answered. */
  public static Consent asked(String approval, long askedAt) {
    return new Consent(approval, askedAt, 0, "", "", "", "");
  }
}
