package dev.sallyport.policy.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an entry says of arguments, its rules walked anew for each value. */
final class ReferenceArguments {
  /** Paths that no server reads as leading elsewhere. */
  static final List<String> PATHS =
      List.of(
          "b",
          "1",
          "true",
          "abc",
          "\ud83d\ude00",
          "\u20ac\u20ac",
          "a.com",
          "a",
          "a/b.txt",
          "./a",
          "a//b",
          "..a",
          "a b",
          "100%",
          "get",
          "set",
          "del",
          "");

  /** Absolute ones below {@code /srv/tree}. */
  static final List<String> PATHS_BELOW = List.of("/srv/tree", "/srv/tree/a", "/srv/tree/a/b");

  /** Paths that some server reads as leading elsewhere. */
  static final List<String> PATHS_ELSEWHERE =
      List.of(
          "..",
          "../a",
          "a/..",
          "%2e%2e/a",
          "..%2fa",
          "%252e%252e%252fa",
          "a\\..\\b",
          "C:/a",
          "~/a",
          "//host/a",
          "file:///etc/passwd",
          "/etc/passwd",
          "/srv/tree2",
          "/srv/tree/../a",
          "a\u0000b",
          "\uff0e\uff0e/a",
          "%c0%ae%c0%ae/a");

  /** URLs that every client reads the same. */
  static final List<String> URLS =
      List.of(
          "https://a.com/x",
          "http://a.com/",
          "https://b.a.com/x?y=1",
          "https://A.com:443/",
          "https://b.com/a.com",
          "http://10.0.0.1/",
          "https://a.com.evil.org/");

  /** Such as are none of http, or are read differently. */
  static final List<String> URLS_UNCLEAR =
      List.of(
          "ftp://a.com/",
          "file:///etc/passwd",
          "//a.com/",
          "https://a.com@evil.org/",
          "https://evil.org\\@a.com/",
          "https://a.com/%2e%2e/x",
          "https://a.com/a%2fb",
          "a.com",
          "http://0x7f.1/",
          "");

  private ReferenceArguments() {}

  static boolean allows(Map<String, Object> entry, Map<?, ?> arguments) {
    Map<String, Object> rules = Tree.map(entry, "arguments");
    boolean others = Tree.text(entry, "unknown-arguments", "deny").equals("allow");
    return object(rules, others, "", arguments);
  }

  /** The members of an object whose own place is {@code prefix}, such as {@code o.}. */
  private static boolean object(
      Map<String, Object> rules, boolean others, String prefix, Map<?, ?> object) {
    for (Map.Entry<?, ?> member : object.entrySet()) {
      String place = prefix + member.getKey();
      boolean known = isKnown(rules, place);
      Object value = member.getValue();
      if (known ? value != null && !value(rules, others, place, value) : !others) {
        return false;
      }
    }
    for (String place : rules.keySet()) {
      boolean here = place.startsWith(prefix) && !place.substring(prefix.length()).contains(".");
      boolean required = Tree.text(Tree.map(rules, place), "required", "false").equals("true");
      if (here
          && required
          && !place.endsWith("[]")
          && object.get(place.substring(prefix.length())) == null) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKnown(Map<String, Object> rules, String place) {
    for (String rule : rules.keySet()) {
      if (rule.equals(place) || rule.startsWith(place + ".") || rule.startsWith(place + "[")) {
        return true;
      }
    }
    return false;
  }

  private static boolean value(
      Map<String, Object> rules, boolean others, String place, Object value) {
    if (!fits(Tree.map(rules, place), value)) {
      return false;
    }
    boolean members = rules.keySet().stream().anyMatch(rule -> rule.startsWith(place + "."));
    boolean items = rules.keySet().stream().anyMatch(rule -> rule.startsWith(place + "["));
    if (members) {
      return value instanceof Map<?, ?> map && object(rules, others, place + ".", map);
    }
    if (items) {
      if (!(value instanceof List<?> list)) {
        return false;
      }
      for (Object item : list) {
        if (item == null || !value(rules, others, place + "[]", item)) {
          return false;
        }
      }
    }
    return true;
  }

  /** What is no number of JSON fits no rule, not even one that says nothing. */
  private static boolean fits(Map<String, Object> rule, Object value) {
    boolean json = !(value instanceof Number number) || exact(number) != null;
    return json && isOfType(rule, value) && isOneOf(rule, value);
  }

  private static boolean isOneOf(Map<String, Object> rule, Object value) {
    if (!rule.containsKey("enum") && !rule.containsKey("const")) {
      return true;
    }
    for (Object allowed : (List<?>) rule.getOrDefault("enum", List.of())) {
      if (isSame(allowed, value)) {
        return true;
      }
    }
    return rule.containsKey("const") && isSame(rule.get("const"), value);
  }

  static boolean isSame(@Nullable Object allowed, Object value) {
    if (allowed instanceof Number one && value instanceof Number other) {
      BigDecimal number = exact(one);
      BigDecimal its = exact(other);
      return number != null && its != null && number.compareTo(its) == 0;
    }
    return value.equals(allowed);
  }

  static @Nullable BigDecimal exact(Number number) {
    if (number instanceof Double of) {
      return Double.isFinite(of) ? new BigDecimal(of) : null;
    }
    return number instanceof BigInteger of
        ? new BigDecimal(of)
        : BigDecimal.valueOf(number.longValue());
  }

  private static boolean isOfType(Map<String, Object> rule, Object value) {
    return switch (Tree.text(rule, "type", "any")) {
      case "any" -> true;
      case "boolean" -> value instanceof Boolean;
      case "object" -> value instanceof Map;
      case "array" ->
          value instanceof List<?> list
              && list.size() >= figure(rule, "minItems", "0").intValue()
              && list.size() <= figure(rule, "maxItems", "99").intValue();
      case "number" -> value instanceof Number number && isWithin(rule, exact(number));
      case "integer" ->
          value instanceof Number number && isWhole(exact(number)) && isWithin(rule, exact(number));
      case "string" ->
          value instanceof String text && isText(rule, text) && !text.contains("\u0000");
      case "path" -> value instanceof String text && isText(rule, text) && isPath(rule, text);
      default -> value instanceof String text && isText(rule, text) && isUrl(rule, text);
    };
  }

  private static boolean isWhole(@Nullable BigDecimal number) {
    return number != null && number.remainder(BigDecimal.ONE).signum() == 0;
  }

  private static BigDecimal figure(Map<String, Object> rule, String key, String otherwise) {
    return new BigDecimal(Tree.text(rule, key, otherwise));
  }

  private static boolean isWithin(Map<String, Object> rule, @Nullable BigDecimal number) {
    return number != null
        && number.compareTo(figure(rule, "min", "-1e400")) >= 0
        && number.compareTo(figure(rule, "max", "1e400")) <= 0;
  }

  private static boolean isText(Map<String, Object> rule, String text) {
    long points = text.codePoints().count();
    return points >= figure(rule, "minLength", "0").intValue()
        && points <= figure(rule, "maxLength", "999").intValue()
        && text.getBytes(StandardCharsets.UTF_8).length
            <= figure(rule, "maxBytes", "999").intValue()
        && Pattern.compile(Tree.text(rule, "pattern", "(?s).*")).matcher(text).matches();
  }

  private static boolean isPath(Map<String, Object> rule, String text) {
    return PATHS.contains(text)
        || ReferenceSecrets.TEXTS.contains(text)
        || (rule.containsKey("under") && PATHS_BELOW.contains(text));
  }

  private static boolean isUrl(Map<String, Object> rule, String text) {
    if (!URLS.contains(text)) {
      return false;
    }
    ReferenceHttp.Url url = ReferenceHttp.parse(text);
    List<String> schemes = Tree.texts(rule, "schemes");
    List<String> hosts = Tree.texts(rule, "hosts");
    boolean host = hosts.isEmpty();
    for (String one : hosts) {
      host |=
          one.startsWith("*.")
              ? url.host().endsWith(one.substring(1)) && url.host().length() >= one.length()
              : url.host().equals(one);
    }
    return host && (schemes.isEmpty() || schemes.contains(url.scheme()));
  }
}
