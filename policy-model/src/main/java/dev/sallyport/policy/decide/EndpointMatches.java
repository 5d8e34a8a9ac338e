package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HostIndex;
import dev.sallyport.policy.match.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The endpoints that one entry grants, in order: the first that covers one decides. */
final class EndpointMatches {
  static final EndpointMatches NONE = new EndpointMatches(List.of());

  private final List<Match<Endpoint>> all;
  private final HostIndex index;

  private EndpointMatches(List<Match<Endpoint>> all) {
    this.all = List.copyOf(all);
    List<Endpoint> endpoints = new ArrayList<>(all.size());
    for (Match<Endpoint> match : all) {
      endpoints.add(match.pattern());
    }
    this.index = new HostIndex(endpoints);
  }

  static EndpointMatches of(List<Match<Endpoint>> matches) {
    return matches.isEmpty() ? NONE : new EndpointMatches(matches);
  }

  List<Match<Endpoint>> all() {
    return all;
  }

  /** As {@link HostIndex#matching}. */
  @Nullable Decision matching(IpAddress address, int port, Set<String> names) {
    return decision(index.matching(address, port, names));
  }

  /** As {@link HostIndex#naming}. */
  @Nullable Decision naming(String host, int port) {
    return decision(index.naming(host, port));
  }

  /** As {@link HostIndex#namingIt}. */
  @Nullable Decision namingIt(String host) {
    return decision(index.namingIt(host, HostIndex.ANY_PORT));
  }

  /** As {@link HostIndex#covering}. */
  @Nullable Decision covering(String host, @Nullable IpAddress address, int port) {
    return decision(index.covering(host, address, port));
  }

  /** As {@link HostIndex#covering}, of a host as text. */
  @Nullable Decision covering(String host, int port) {
    return decision(index.covering(host, port));
  }

  private @Nullable Decision decision(int place) {
    return place < 0 ? null : all.get(place).decision();
  }
}
