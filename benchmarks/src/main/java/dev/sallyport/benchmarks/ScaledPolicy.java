package dev.sallyport.benchmarks;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Policies of any size. */
final class ScaledPolicy {
  private ScaledPolicy() {}

  /** So many tools, each of which has a root of its own. */
  static String ofTools(int tools, ToolDecisions.Asked asked) {
    String arguments =
        """
            arguments:
              path: { type: path, under: /srv/data, required: true, maxLength: 500 }
              query: { type: string, pattern: "[a-z0-9 _-]*", maxBytes: 1KiB }
              count: { type: integer, min: 1, max: 1000 }
              mode: { enum: [read, list, stat] }
              "options.depth": { type: number, min: 0, max: 9 }
        """;
    String when = "    when: caller.subject == \"ann\" && size(args.query) < 4000\n";
    String each =
        switch (asked) {
          case LOOK_UP, NOTHING -> "";
          case ARGUMENTS -> arguments;
          case WHEN -> arguments + when;
        };
    return """
    sallyport: 1
    mode: enforce
    callers: { local: { subject: ann, roles: [reader] } }
    roles: { reader: { tools: ["tool_*"] } }
    sessions: { ttl: 1h, idle: 15m }
    tools:
      "*": { files: { deny: ["**/.env*"] } }
      "*_admin": deny
    """
        + each(
            tools,
            "",
            i ->
                String.format(
                        Locale.ROOT, "  tool_%d:\n    files: { read: [\"/srv/%1$d/**\"] }\n", i)
                    + each);
  }

  /** One tool with so many rules. */
  static String ofRules(RuleDecisions.Kind kind, int rules) {
    String key =
        switch (kind) {
          case ROOT, DENIED_PATH -> "files: { read: [/srv/**], deny: [\n";
          case HOST, BLOCK -> "net: [\n";
          case URL, URL_OF_HOST -> "http: [\n";
        };
    if (kind == RuleDecisions.Kind.ROOT) {
      key = "files: { read: [\n";
    }
    String end = key.startsWith("files") ? "] }" : "]";
    return "sallyport: 1\nmode: enforce\ntools:\n  tool: { "
        + key
        + each(rules, ",\n", i -> '"' + rule(kind, i) + '"')
        + end
        + " }\n";
  }

  private static String rule(RuleDecisions.Kind kind, int i) {
    return switch (kind) {
      case ROOT -> "/srv/team" + i + "/data/**";
      case DENIED_PATH -> "/srv/team" + i + "/secrets/**";
      case HOST -> "host" + i + ".example.com:443";
      case BLOCK -> "93." + i / 256 % 256 + "." + i % 256 + ".0/24:443";
      case URL -> "GET https://host" + i + ".example.com/repos/{owner}/**";
      case URL_OF_HOST -> "GET https://api.example.com/repos/{owner}/part" + i + "/**";
    };
  }

  private static String each(int count, String between, IntFunction<String> one) {
    return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(between));
  }
}
