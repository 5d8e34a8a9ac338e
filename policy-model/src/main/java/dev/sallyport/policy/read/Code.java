package dev.sallyport.policy.read;

/** The kinds of mistakes that reading finds. */
enum Code {
  SYNTAX("syntax"),
  UNSUPPORTED_VERSION("unsupported-version"),
  UNKNOWN_KEY("unknown-key"),
  UNKNOWN_CREDENTIAL("unknown-credential"),
  UNKNOWN_ROLE("unknown-role"),
  DUPLICATE_KEY("duplicate-key"),
  MISSING_KEY("missing-key"),
  WRONG_TYPE("wrong-type"),
  BAD_VALUE("bad-value"),
  BAD_PATTERN("bad-pattern"),
  BAD_CONDITION("bad-condition"),
  BAD_HOST("bad-host"),
  BAD_URL("bad-url"),
  BAD_BASE("bad-base"),
  WIDER("wider"),
  UNRESOLVED_VARIABLE("unresolved-variable");

  private final String text;

  Code(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
