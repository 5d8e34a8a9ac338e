package dev.sallyport.agent.client;

import dev.sallyport.agent.identity.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of one call of a client went so far. The same URL once more is no redirect but
 * the same hop: a client tries again, or answers a challenge.
 */
final class Trails {
  private final WeakTable<Trail> trails = new WeakTable<>();

  private record Trail(String url, int redirects, @Nullable String from) {}

  /**
   * As {@link #next}, where the client counts itself, as what it counts by may be used once more.
   */
  Hop next(Object call, Hop hop, int redirects) {
    if (redirects == 0) {
      trails.put(call, new Trail(hop.url(), 0, null));
      return hop;
    }
    Trail last = trails.get(call);
    if (last == null || last.redirects() != redirects) {
      last = new Trail(hop.url(), redirects, last == null ? null : last.url());
      trails.put(call, last);
    }
    return hop.after(redirects, last.from());
  }

  /**
   * The hop with what led to it.
   *
   * @param call what is one object for all hops, and is used for no other
   */
  Hop next(Object call, Hop hop) {
    Trail last = trails.get(call);
    if (last == null) {
      trails.put(call, new Trail(hop.url(), 0, null));
      return hop;
    }
    if (last.url().equals(hop.url())) {
      return hop.after(last.redirects(), last.from());
    }
    int redirects = last.redirects() + 1;
    trails.put(call, new Trail(hop.url(), redirects, last.url()));
    return hop.after(redirects, last.url());
  }
}
