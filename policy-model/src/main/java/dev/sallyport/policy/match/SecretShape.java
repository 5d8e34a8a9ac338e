package dev.sallyport.policy.match;

/**
 * How secrets look that say of themselves what they are, by the prefixes that their issuers give
 * them. One that looks like any other text is not among them.
 */
public enum SecretShape {
  /** Of AWS, long-lived. */
  AWS_KEY("AKIA", 16, ""),
  /** Of AWS, for a session. */
  AWS_SESSION_KEY("ASIA", 16, ""),
  GITHUB_TOKEN("ghp_", 36, ""),
  GITHUB_OAUTH_TOKEN("gho_", 36, ""),
  GITHUB_USER_TOKEN("ghu_", 36, ""),
  GITHUB_SERVER_TOKEN("ghs_", 36, ""),
  GITHUB_FINE_GRAINED_TOKEN("github_pat_", 22, "_"),
  GITLAB_TOKEN("glpat-", 20, "_-"),
  SLACK_BOT_TOKEN("xoxb-", 20, "-"),
  SLACK_USER_TOKEN("xoxp-", 20, "-"),
  SLACK_APP_TOKEN("xapp-", 20, "-"),
  GOOGLE_KEY("AIza", 35, "_-"),
  MODEL_KEY("sk-", 32, "_-"),
  STRIPE_KEY("sk_live_", 16, ""),
  NPM_TOKEN("npm_", 36, ""),
  /** RFC 7519: what its header begins with in Base64. */
  JSON_WEB_TOKEN_BY_ALGORITHM("eyJhbGciOi", 32, "_.-"),
  JSON_WEB_TOKEN_BY_TYPE("eyJ0eXAiOi", 32, "_.-"),
  JSON_WEB_TOKEN_BY_KEY("eyJraWQiOi", 32, "_.-"),
  /** RFC 7468. */
  PRIVATE_KEY("PRIVATE KEY-----", 0, "");

  private final String prefix;
  private final int length;
  private final String marks;

  /**
   * A prefix.
   *
   * @param length how many letters, digits and marks follow on it at least
   * @param marks which other characters count as that
   */
  SecretShape(String prefix, int length, String marks) {
    this.prefix = prefix;
    this.length = length;
    this.marks = marks;
  }

  /** Whether one of them is anywhere in a text. */
  public static boolean isIn(String text) {
    for (SecretShape shape : values()) {
      if (shape.isFoundIn(text)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFoundIn(String text) {
    for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
      boolean begins = at == 0 || !isLetterOrDigit(text.charAt(at - 1));
      if (begins && follows(text, at + prefix.length())) {
        return true;
      }
    }
    return false;
  }

  private boolean follows(String text, int from) {
    if (from + length > text.length()) {
      return false;
    }
    for (int i = from; i < from + length; i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && marks.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return Ascii.isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
