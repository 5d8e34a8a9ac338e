package dev.sallyport.policy.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** URL grants, as docs/policy.md has them. */
final class ReferenceHttp {
  private ReferenceHttp() {}

  /** A URL in parts; no path where parsers could read it differently. */
  record Url(
      boolean refused,
      String scheme,
      String host,
      int port,
      List<String> path,
      String query,
      boolean clear) {}

  private static final Url REFUSED = new Url(true, "", "", 0, List.of(), "", false);

  static Url parse(String url) {
    int colon = url.indexOf("://");
    String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = url.substring(colon + 3);
    int end = rest.length();
    for (char c : new char[] {'/', '?', '#', '\\'}) {
      int at = rest.indexOf(c);
      end = at < 0 ? end : Math.min(end, at);
    }
    String authority = rest.substring(0, end);
    String tail = rest.substring(end);
    boolean control = url.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    if (control
        || authority.contains("@")
        || authority.endsWith(":")
        || tail.startsWith("\\")
        || tail.startsWith("#")
        || (authority.endsWith("]") && tail.startsWith("?"))
        || authority.matches("(0x[0-9a-f]+|[0-9]+)(:[0-9]+)?|127\\.1(:.*)?|0177\\..*")) {
      return REFUSED;
    }
    int port = scheme.equals("https") ? 443 : 80;
    String host = authority.toLowerCase(Locale.ROOT);
    int last = host.lastIndexOf(':');
    if (last > host.lastIndexOf(']')) {
      port = Integer.parseInt(host.substring(last + 1));
      host = host.substring(0, last);
    }
    int fragment = tail.indexOf('#');
    tail = fragment < 0 ? tail : tail.substring(0, fragment);
    int mark = tail.indexOf('?');
    String query = mark < 0 ? "" : tail.substring(mark + 1);
    String path = mark < 0 ? tail : tail.substring(0, mark);
    return new Url(
        false,
        scheme,
        host.replace("[", "").replace("]", ""),
        port,
        segments(path),
        query,
        isClear(path.toLowerCase(Locale.ROOT)));
  }

  /** Whether any two parsers read the path the same. */
  private static boolean isClear(String path) {
    for (String unclear : new String[] {"%2f", "%5c", "%2e", "%25", "%ff", "%3b", ";", "\\", " "}) {
      if (path.contains(unclear)) {
        return false;
      }
    }
    List<String> segments = List.of(path.split("/", -1));
    String last = segments.get(segments.size() - 1);
    boolean dots = segments.contains(".") || segments.contains("..");
    boolean kinds = segments.contains(".") && segments.contains("..");
    return !last.matches("\\.\\.?") && !kinds && !(dots && path.contains("//"));
  }

  /** Needless percent-encoding undone. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : (path.isEmpty() ? "/" : path).substring(1).split("/", -1)) {
      segments.add(plain(segment));
    }
    return segments;
  }

  private static String plain(String text) {
    String plain = text;
    for (char c : "abcxyz019-_~".toCharArray()) {
      String hex = String.format("%%%02x", (int) c);
      plain = plain.replace(hex, String.valueOf(c)).replace(hex.toUpperCase(Locale.ROOT), c + "");
    }
    return plain;
  }

  static List<String> endpoints(Map<String, Object> entry) {
    List<String> endpoints = new ArrayList<>();
    for (String rule : Tree.texts(entry, "http")) {
      Rule read = Rule.of(rule);
      endpoints.add(read.host() + ":" + read.port());
    }
    return endpoints;
  }

  /** Whether a rule of the entry covers a request, whatever the floor says. */
  static boolean grants(Map<String, Object> entry, String method, Url url) {
    for (String written : Tree.texts(entry, "http")) {
      Rule rule = Rule.of(written);
      if (rule.methods().contains(method)
          && rule.scheme().equals(url.scheme())
          && ReferenceNetwork.covers(List.of(rule.host() + ":" + rule.port()), target(url))
          && url.clear()
          && rule.covers(url)) {
        return true;
      }
    }
    return false;
  }

  static ReferenceNetwork.Target target(Url url) {
    return ReferenceNetwork.CLASSES.containsKey(url.host())
        ? new ReferenceNetwork.Target(url.host(), Set.of(), url.port())
        : new ReferenceNetwork.Target("", Set.of(url.host()), url.port());
  }

  /**
   * What is written.
   *
   * @param query null where any is allowed
   */
  private record Rule(
      Set<String> methods, String scheme, String host, int port, List<String> path, String query) {

    static Rule of(String written) {
      String[] words = written.split(" ", -1);
      int mark = words[1].indexOf('?');
      Url url = parse(mark < 0 ? words[1] : words[1].substring(0, mark));
      String query = mark < 0 ? "**" : words[1].substring(mark + 1);
      String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
      return new Rule(
          Set.of(words[0].split(",", -1)), url.scheme(), host, url.port(), url.path(), query);
    }

    boolean covers(Url url) {
      List<String> meant = new ArrayList<>();
      for (String segment : url.path()) {
        if (segment.equals("..") && !meant.isEmpty()) {
          meant.remove(meant.size() - 1);
        } else if (!segment.equals(".") && !segment.equals("..")) {
          meant.add(segment);
        }
      }
      return fits(path, url.path()) && fits(path, meant) && allows(url.query());
    }

    private static boolean fits(List<String> pattern, List<String> path) {
      if (pattern.isEmpty() || path.isEmpty()) {
        return pattern.equals(path) || pattern.equals(List.of("**"));
      }
      String first = pattern.get(0);
      if (first.equals("**")) {
        return true;
      }
      boolean one = first.startsWith("{") ? !path.get(0).isEmpty() : first.equals(path.get(0));
      return one && fits(pattern.subList(1, pattern.size()), path.subList(1, path.size()));
    }

    private boolean allows(String asked) {
      if (query.equals("**")) {
        return true;
      }
      if (asked.contains(";")) {
        return false;
      }
      for (String parameter : asked.split("&", -1)) {
        if (!parameter.isEmpty() && !isOneOf(query.split("&", -1), parameter)) {
          return false;
        }
      }
      return true;
    }

    private static boolean isOneOf(String[] allowed, String parameter) {
      for (String one : allowed) {
        boolean named = name(one).equals(name(parameter)) && !one.isEmpty();
        if (named && (value(one).equals("{v}") || value(one).equals(value(parameter)))) {
          return true;
        }
      }
      return false;
    }

    private static String name(String parameter) {
      return parameter.split("=", 2)[0];
    }

    private static String value(String parameter) {
      return parameter.contains("=") ? parameter.split("=", 2)[1] : "";
    }
  }
}
