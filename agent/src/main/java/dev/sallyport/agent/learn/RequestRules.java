package dev.sallyport.agent.learn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules of methods and URLs that explain requests which were seen.
 *
 * <p>Where one of the requests that a rule is for had a query any is allowed, since records do not
 * hold it; where none had, none is.
 */
final class RequestRules {
  private static final String QUERY = "?...";

  private final Map<String, Map<String, Sighting>> requests;
  private final Collection<String> refused;
  private final Map<String, Seen> rules = new TreeMap<>();
  private final Set<String> unexplained = new TreeSet<>();

  /** What a rule, without its methods, was seen of. */
  private static final class Seen {
    final Set<String> methods = new TreeSet<>();
    final Set<String> urls = new TreeSet<>();
    @Nullable Sighting times;
  }

  /**
   * One rule.
   *
   * @param host that it is about
   * @param port of that
   */
  record Rule(String text, String host, int port, Sighting times, List<String> urls) {
    /** Whether it stands for more than one URL. */
    boolean isOpen() {
      return text.indexOf('{') >= 0 || text.indexOf('*') >= 0;
    }

    String endpoint() {
      return host + ":" + port;
    }
  }

  /**
   * @param requests by method in lower case and URL
   * @param refused URLs that no rule may cover
   */
  RequestRules(Map<String, Map<String, Sighting>> requests, Collection<String> refused) {
    this.requests = requests;
    this.refused = refused;
    Set<String> urls = new TreeSet<>();
    requests.values().forEach(of -> of.keySet().forEach(url -> urls.add(bare(url))));
    UrlGroups.of(urls).forEach(this::add);
  }

  private static String bare(String url) {
    return UrlGroups.withoutQuery(url);
  }

  private void add(String template, List<String> urls) {
    if (refused.stream().anyMatch(url -> UrlGroups.covers(template, url))) {
      urls.forEach(url -> addRule(UrlGroups.exact(url), List.of(url)));
    } else {
      addRule(template, urls);
    }
  }

  private void addRule(String template, List<String> urls) {
    for (String url : urls) {
      if (!UrlGroups.covers(template, url)) {
        unexplained.add(url);
        return;
      }
    }
    requests.forEach(
        (method, of) -> {
          boolean open = urls.stream().anyMatch(url -> of.containsKey(url + QUERY));
          for (String url : urls) {
            add(template + (open ? "" : "?"), method, url, of);
            add(template + (open ? "" : "?"), method, url + QUERY, of);
          }
        });
  }

  private void add(String rule, String method, String url, Map<String, Sighting> of) {
    Sighting times = of.get(url);
    if (times != null) {
      Seen seen = rules.computeIfAbsent(rule, first -> new Seen());
      seen.methods.add(method.toUpperCase(Locale.ROOT));
      seen.urls.add(url);
      seen.times = seen.times == null ? times : seen.times.and(times);
    }
  }

  /** The rules, in order. */
  List<Rule> rules() {
    List<Rule> all = new ArrayList<>();
    rules.forEach(
        (rule, seen) -> {
          String authority = rule.substring(rule.indexOf("://") + 3);
          authority = authority.substring(0, authority.indexOf('/'));
          int colon = authority.lastIndexOf(':');
          boolean written = colon > authority.lastIndexOf(']');
          int usual = rule.startsWith("https:") ? 443 : 80;
          all.add(
              new Rule(
                  String.join(",", seen.methods) + " " + rule,
                  written ? authority.substring(0, colon) : authority,
                  written ? Integer.parseInt(authority.substring(colon + 1)) : usual,
                  Objects.requireNonNull(seen.times),
                  List.copyOf(seen.urls)));
        });
    return all;
  }

  /** The URLs that no rule covers. */
  Set<String> unexplained() {
    return unexplained;
  }
}
