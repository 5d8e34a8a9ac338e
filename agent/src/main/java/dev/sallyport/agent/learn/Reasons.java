package dev.sallyport.agent.learn;

/** Why something that was seen is not granted by learning, in words. */
final class Reasons {
  private Reasons() {}

  /** Of a denial, by the code that records have. */
  static String of(String code) {
    return switch (code) {
      case "denied" -> "a rule of the policy denies it";
      case "egress-floor" -> "it is on the egress floor, which only `egress.allow` lifts";
      case "protected" -> "it is the agent's own, or a way past it";
      case "not-granted", "not-listed" -> "it was not granted";
      case "changed" -> "what the server says of it is not what was pinned";
      case "unapproved", "disapproved", "lapsed" -> "nobody approved it";
      case "disclosure" -> "a result would tell a credential";
      case "out-of-scope" -> "the credential may not go there";
      case "unseen" -> "no hook sees that client's requests";
      case "ambiguous" -> "it has more than one meaning";
      default -> "it was denied: " + code;
    };
  }
}
