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

  /** The same with other headers. */
  public Hop with(List<Header> others) {
    return new Hop(method, url, others, redirects, from);
  }

  /** Whether it sends the same. */
  public boolean isAs(Hop other) {
    return method.equals(other.method) && url.equals(other.url) && headers.equals(other.headers);
  }

  /** The same, with the way here as its client told it; this one where it told of none. */
  public Hop after(Hop told) {
    return told.from == null ? this : new Hop(method, url, headers, told.redirects, told.from);
  }
}
