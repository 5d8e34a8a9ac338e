package dev.sallyport.policy.read;

/**
 * The small languages of text in a policy, as far as an editor can check them. The reader itself
 * parses them in full.
 */
enum Form {
  TEXT("Any text.", "."),
  ABSOLUTE_PATH("An absolute path.", "^(/|[A-Za-z]:|\\$\\{)"),
  PATH_PATTERN(
      "An absolute path in which `*`, `?`, `[a-z]`, `{a,b}` and `**` are wildcards.",
      "^(/|\\*\\*$|\\*\\*/|\\$\\{|\\{|\\\\)"),
  ENDPOINT("A host and a port, such as `api.example.com:443`.", ":|\\$\\{"),
  LISTEN("A port, or a local address and a port.", "^[0-9-]+$|:|\\$\\{"),
  HTTP_RULE(
      "Methods and a URL, such as `GET https://api.example.com/repos/{owner}/**`.",
      "^[A-Z_,-]+ https?://[^/]+/|\\$\\{"),
  NAME_GLOB("A name in which `*` stands for any characters.", "."),
  ARGUMENT("An argument in which `*` stands for any characters; `**` for any arguments.", ""),
  HTTP_URL("A URL of `http` or `https`.", "^(https?://|\\$\\{)");

  private final String meaning;
  private final String pattern;

  Form(String meaning, String pattern) {
    this.meaning = meaning;
    this.pattern = pattern;
  }

  String meaning() {
    return meaning;
  }

  /** A regular expression that every text of this form fits, as JSON Schema reads it. */
  String pattern() {
    return pattern;
  }
}
