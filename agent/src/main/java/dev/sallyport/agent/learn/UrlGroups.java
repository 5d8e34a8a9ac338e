package dev.sallyport.agent.learn;

import dev.sallyport.agent.record.UrlTemplates;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The templates that explain URLs which were seen, as a policy writes them. */
final class UrlGroups {
  private static final String NO_QUERY_TOLD = "?...";

  private UrlGroups() {}

  /** Whether a URL had a query, which records do not hold. */
  static boolean hasQuery(String url) {
    return url.endsWith(NO_QUERY_TOLD);
  }

  static String withoutQuery(String url) {
    return hasQuery(url) ? url.substring(0, url.length() - NO_QUERY_TOLD.length()) : url;
  }

  /**
   * The templates, each with the URLs that it explains; a URL with no one meaning has none.
   *
   * @param urls without a query
   */
  static Map<String, List<String>> of(Collection<String> urls) {
    TreeSet<String> sorted = new TreeSet<>(urls);
    UrlTemplates templates = new UrlTemplates();
    // A template goes by what was seen before it, so the last is asked for once all were.
    for (int i = 0; i < 2; i++) {
      sorted.forEach(templates::of);
    }
    Map<String, List<String>> groups = new TreeMap<>();
    for (String url : sorted) {
      String template = templates.of(url);
      if (!template.isEmpty()) {
        groups.merge(written(template), List.of(url), UrlGroups::both);
      }
    }
    return groups;
  }

  private static List<String> both(List<String> one, List<String> other) {
    TreeSet<String> both = new TreeSet<>(one);
    both.addAll(other);
    return List.copyOf(both);
  }

  /** Without the default port, and with names for what varies. */
  static String written(String template) {
    int path = template.indexOf('/', template.indexOf("://") + 3);
    String origin = template.substring(0, path);
    if (origin.startsWith("https://") && origin.endsWith(":443")) {
      origin = origin.substring(0, origin.length() - ":443".length());
    } else if (origin.startsWith("http://") && origin.endsWith(":80")) {
      origin = origin.substring(0, origin.length() - ":80".length());
    }
    return origin + template.substring(path).replace("{}", "{id}");
  }

  /** A rule for that URL alone; as it is where it has no one meaning. */
  static String exact(String url) {
    try {
      HttpUrl parsed = HttpUrl.parse(url);
      List<String> segments = parsed.segments();
      String scheme = url.substring(0, url.indexOf("://") + 3);
      return segments == null
          ? url
          : written(
              scheme + parsed.host() + ":" + parsed.port() + "/" + String.join("/", segments));
    } catch (Malformed e) {
      return url;
    }
  }

  /** Whether a rule for the template covers a URL. */
  static boolean covers(String template, String url) {
    try {
      return HttpRule.parse("GET " + template).matches("GET", HttpUrl.parse(url));
    } catch (Malformed e) {
      return false;
    }
  }
}
