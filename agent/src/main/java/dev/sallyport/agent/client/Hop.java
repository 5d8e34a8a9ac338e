package dev.sallyport.agent.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to one server. What a redirect leads to is a hop of its own.
 *
 * @param url absolute, as the client will send it
 * @param headers those that are known here; a client may add its own
 * @param redirects how many redirects led here; 0 also where the client does not tell
 * @param from the URL of the hop before; null for the first, and where the client does not tell
 */
public record Hop(
    String method, String url, List<Header> headers, int redirects, @Nullable String from) {

  public Hop {
    headers = List.copyOf(headers);
  }

  /** A first hop, or one of a client that does not tell. */
  public Hop(String method, String url, List<Header> headers) {
    this(method, url, headers, 0, null);
  }

  /** The same with another path or query, and other headers. */
  public Hop with(String otherUrl, List<Header> others) {
    return new Hop(method, otherUrl, others, redirects, from);
  }

  /** The same with other headers. */
  public Hop with(List<Header> others) {
    return new Hop(method, url, others, redirects, from);
  }

  /** The same after redirects. */
  Hop after(int count, @Nullable String before) {
    return new Hop(method, url, headers, count, before);
  }

  /** The same after what led to the other, which is the same request as it was before. */
  public Hop asAfter(Hop before) {
    return after(before.redirects, before.from);
  }

  /** Whether the other has the same method and URL. */
  public boolean asksFor(Hop other) {
    return method.equals(other.method) && url.equals(other.url);
  }

  /** Whether the other has the same headers, in the same order. */
  public boolean carries(Hop other) {
    int count = headers.size();
    if (count != other.headers.size()) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      Header mine = headers.get(i);
      Header its = other.headers.get(i);
      if (!mine.name().equals(its.name()) || !mine.value().equals(its.value())) {
        return false;
      }
    }
    return true;
  }
}
