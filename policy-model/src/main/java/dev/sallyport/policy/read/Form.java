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
  LISTEN("A port, or a local address and a port.", "^[0-9-]+$|:|\\$\\{", 65535),
  HOST("A host, which stands for all its ports, or a host and a port.", "."),
  MCP_TARGET("A host and a port, or `stdio`.", ":|^stdio$|\\$\\{"),
  METHOD("The method of a request, in capitals.", "^[A-Z_-]+$|\\$\\{"),
  SIZE(
      "A number of bytes, such as `10MiB`, `64KiB` or `4096`.",
      "^[0-9]+([KMG]iB)?$|\\$\\{",
      9_999_999_999L),
  COUNT("A number.", "^[0-9]+$|\\$\\{", 9999),
  HTTP_RULE(
      "Methods and a URL, such as `GET https://api.example.com/repos/{owner}/**`.",
      "^[A-Z_,-]+ https?://[^/?]+/|\\$\\{"),
  RESOURCE(
      "A URI in which `*` and `{name}` stand for characters within a segment, `**` for segments.",
      "^([A-Za-z][A-Za-z0-9+.-]*:[^?#]*|\\*\\*)$"),
  KEY_SET("A URL of `https`, or an absolute path.", "^(https?://|/|[A-Za-z]:|\\$\\{)"),
  ORIGIN(
      "The origin of a page, such as `https://app.example.com`.",
      "^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]+$|\\$\\{"),
  METHOD_NAME(
      "A method, such as `com.acme.Server#call(String, Map)`.",
      "^[^#(]+#[^#(.]+\\([^()]*\\)$|\\$\\{"),
  DISPATCHED_TOOL("An argument of the method, `arg0` the first, or the name of a tool.", "."),
  METHOD_ARGUMENT("An argument of the method, `arg0` the first.", "^arg[0-9]{1,3}$|\\$\\{"),
  POINTER("A JSON pointer, such as `/realm_access/roles`.", "^/|\\$\\{"),
  RATE("A number and a time, such as `10/m`; of `s`, `m`, `h` or `d`.", "^[0-9]+/[smhd]$|\\$\\{"),
  DAYS(
      "A day or several, such as `sat` or `mon-fri`.",
      "^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$|\\$\\{"),
  TIME_OF_DAY("What a clock shows, such as `09:00`.", "^[0-2][0-9]:[0-5][0-9]$|\\$\\{"),
  ZONE("A time zone, such as `Europe/Berlin` or `UTC`.", "."),
  ARGUMENT_PATH("Where an argument stands, such as `owner` or `options.mode`.", "."),
  TIME("A span of time, such as `30s`, `5m` or `1h`.", "^[0-9]+[smh]$|\\$\\{"),
  SHA256("A digest of 64 hex digits.", "^[0-9A-Fa-f]{64}$|\\$\\{"),
  DISTINGUISHED_NAME("The subject of a certificate, such as `CN=ci,O=Acme`.", "="),
  NAME_GLOB("A name in which `*` stands for any characters.", "."),
  ARGUMENT("An argument in which `*` stands for any characters; `**` for any arguments.", ""),
  TEMPLATE("Names of arguments in braces, with text between them.", "\\{[^{}]+\\}"),
  SCOPE_GLOB("A path in which `*`, `?`, `[a-z]`, `{a,b}` and `**` are wildcards.", "^[^/]"),
  CONDITION("An expression of CEL, such as `caller.role == \"reviewer\"`.", "."),
  REGEX("A regular expression of RE2.", "."),
  HOST_NAME("A host, or the hosts below a domain, such as `*.example.com`.", "^[^:/]+$|\\[|\\$\\{"),
  EXPORT_TARGET(
      "`stderr`, `otlp`, or a receiver such as `syslog+tls://siem.example.com:6514`.",
      "^(stderr|otlp)$|^syslog\\+(tcp|tls)://[^/?#@]+$|\\$\\{"),
  HTTP_URL("A URL of `http` or `https`.", "^(https?://|\\$\\{)");

  private final String meaning;
  private final String pattern;
  private final long largest;

  Form(String meaning, String pattern) {
    this(meaning, pattern, -1);
  }

  Form(String meaning, String pattern, long largest) {
    this.meaning = meaning;
    this.pattern = pattern;
    this.largest = largest;
  }

  String meaning() {
    return meaning;
  }

  /** A regular expression that every text of this form fits, as JSON Schema reads it. */
  String pattern() {
    return pattern;
  }

  /** The largest number that is text of this form, too; -1 where none is. */
  long largest() {
    return largest;
  }
}
