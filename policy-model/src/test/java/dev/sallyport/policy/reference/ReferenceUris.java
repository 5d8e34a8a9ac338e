package dev.sallyport.policy.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** URIs of resources, and patterns of them, as docs/policy.md has them. */
final class ReferenceUris {
  /** What a variable of a template could stand for. */
  private static final List<String> WITNESSES = List.of("zq9", "a", "b", "users", "log");

  private ReferenceUris() {}

  /** Whether servers could read it differently. */
  static boolean isAmbiguous(String uri) {
    String lower = uri.toLowerCase(Locale.ROOT);
    int query = lower.indexOf('?');
    String path = query < 0 ? lower : lower.substring(0, query);
    String rest = path.substring(path.indexOf(':') + 1);
    boolean authority = rest.startsWith("//");
    String below = authority ? rest.substring(2) : rest;
    return path.contains("%2f")
        || path.contains("%5c")
        || path.contains("%25")
        || path.contains("%2e")
        || lower.contains("#")
        || lower.contains(" ")
        || path.contains(";")
        || path.contains("@")
        || path.contains("\\")
        || path.contains("{")
        || below.matches(".*//.*")
        || below.matches("(.*/)?\\.\\.?(/.*)?");
  }

  /** As the pages of RFC 3986 have it: what is the same is written the same. */
  static String normal(String uri) {
    int query = uri.indexOf('?');
    String plain = (query < 0 ? uri : uri.substring(0, query)).replace("%75", "u");
    int colon = plain.indexOf(':');
    String scheme = plain.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = plain.substring(colon + 1);
    if (!rest.startsWith("//")) {
      return scheme + "://" + rest;
    }
    int slash = rest.indexOf('/', 2);
    String host = rest.substring(2, slash < 0 ? rest.length() : slash).toLowerCase(Locale.ROOT);
    if (scheme.equals("https")) {
      host = host.replaceAll(":443$", "");
    }
    if (scheme.equals("file")) {
      host = host.replaceAll("^localhost$", "");
    }
    String path = slash < 0 || rest.substring(slash).equals("/") ? "" : rest.substring(slash);
    return scheme + "://" + host + path;
  }

  static boolean fits(String pattern, String uri) {
    if (pattern.equals("**")) {
      return true;
    }
    String scheme = uri.substring(0, uri.indexOf(':')).toLowerCase(Locale.ROOT);
    if (pattern.equals(scheme + ":**") || pattern.equals(scheme + "://**")) {
      return true;
    }
    return !pattern.contains(":**") && segments(parts(normal(pattern)), parts(normal(uri)));
  }

  /** Whether it fits whatever the variables of the template stand for. */
  static boolean fitsTemplate(String pattern, String template) {
    for (String witness : WITNESSES) {
      if (!fits(pattern, template.replaceAll("\\{[a-z]*}", witness))) {
        return false;
      }
    }
    return true;
  }

  /** Scheme and host, then the segments. */
  private static List<String> parts(String uri) {
    int slash = uri.indexOf('/', uri.indexOf("://") + 3);
    List<String> parts = new ArrayList<>();
    parts.add(slash < 0 ? uri : uri.substring(0, slash));
    if (slash >= 0) {
      parts.addAll(List.of(uri.substring(slash + 1).split("/", -1)));
    }
    return parts;
  }

  private static boolean segments(List<String> pattern, List<String> uri) {
    if (pattern.isEmpty()) {
      return uri.isEmpty();
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.get(0).equals("**")) {
      return segments(rest, uri)
          || (!uri.isEmpty() && segments(pattern, uri.subList(1, uri.size())));
    }
    return !uri.isEmpty()
        && segment(pattern.get(0).replaceAll("\\{[a-z]*}", "+"), uri.get(0))
        && segments(rest, uri.subList(1, uri.size()));
  }

  /** Where {@code +} is at least one character. */
  private static boolean segment(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    String rest = pattern.substring(1);
    return switch (pattern.charAt(0)) {
      case '*' -> segment(rest, text) || (!text.isEmpty() && segment(pattern, text.substring(1)));
      case '+' -> !text.isEmpty() && segment("*" + rest, text.substring(1));
      default ->
          !text.isEmpty()
              && pattern.charAt(0) == text.charAt(0)
              && segment(rest, text.substring(1));
    };
  }
}
