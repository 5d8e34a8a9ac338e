package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import dev.sallyport.policy.match.HttpUrl;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells one origin who asks is not for another (RFC 9110, 15.4): a redirect does not take it
 * along.
 */
final class Origins {
  private static final String[] NOT_CARRIED = {"Authorization", "Proxy-Authorization", "Cookie"};

  private Origins() {}

  /** The names of the headers that a hop brought from another origin, each once. */
  static List<String> carried(Hop hop) {
    String from = hop.from();
    if (from == null || isSame(from, hop.url())) {
      return List.of();
    }
    List<String> carried = new ArrayList<>(0);
    for (String name : NOT_CARRIED) {
      for (Header header : hop.headers()) {
        if (header.name().equalsIgnoreCase(name) && !carried.contains(name)) {
          carried.add(name);
        }
      }
    }
    return carried;
  }

  /** The hop without the headers of those names. */
  static Hop without(List<String> names, Hop hop) {
    List<Header> kept = new ArrayList<>(hop.headers().size());
    for (Header header : hop.headers()) {
      if (!isOneOf(names, header)) {
        kept.add(header);
      }
    }
    return hop.with(kept);
  }

  private static boolean isOneOf(List<String> names, Header header) {
    for (String name : names) {
      if (header.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(String from, String to) {
    HttpUrl one = HttpUrl.orNull(from);
    HttpUrl other = HttpUrl.orNull(to);
    return one != null && other != null && one.secure() == other.secure() && one.isOfServer(other);
  }
}
