package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HostIndex;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.IpAddress;
import dev.sallyport.policy.match.UrlIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The URLs that one entry grants, in order: the first that covers a request decides. */
final class UrlMatches {
  static final UrlMatches NONE = new UrlMatches(List.of());

  private final List<Match<HttpRule>> all;
  private final HostIndex endpoints;
  private final UrlIndex urls;

  private UrlMatches(List<Match<HttpRule>> all) {
    this.all = List.copyOf(all);
    List<HttpRule> rules = new ArrayList<>(all.size());
    List<Endpoint> itsEndpoints = new ArrayList<>(all.size());
    for (Match<HttpRule> match : all) {
      rules.add(match.pattern());
      itsEndpoints.add(match.pattern().endpoint());
    }
    this.endpoints = new HostIndex(itsEndpoints);
    this.urls = new UrlIndex(rules);
  }

  static UrlMatches of(List<Match<HttpRule>> matches) {
    return matches.isEmpty() ? NONE : new UrlMatches(matches);
  }

  List<Match<HttpRule>> all() {
    return all;
  }

  /** The grant of a request, or null. */
  @Nullable Decision covering(String method, HttpUrl url) {
    return decision(urls.covering(method, url));
  }

  /** Of the connection, as {@link HostIndex#matching}. */
  @Nullable Decision matching(IpAddress address, int port, Set<String> names) {
    return decision(endpoints.matching(address, port, names));
  }

  /** Of the connection, as {@link HostIndex#naming}. */
  @Nullable Decision naming(String host, int port) {
    return decision(endpoints.naming(host, port));
  }

  private @Nullable Decision decision(int place) {
    return place < 0 ? null : all.get(place).decision();
  }
}
