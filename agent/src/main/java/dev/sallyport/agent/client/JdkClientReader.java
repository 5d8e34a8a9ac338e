package dev.sallyport.agent.client;

import java.lang.invoke.MethodHandles;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.net.http}. Its own copy of a request can't be changed by the application, which gets
 * it from a response: other values are given only to what is written.
 *
 * <p>Rows pass the request with the exchange of all its hops; the request with what writes it in
 * HTTP/1.1, whose first line is exchanged; or a stream of HTTP/2, whose headers are.
 */
final class JdkClientReader implements HopReader {
  /** Those that an authenticator or a cookie handler sets. */
  private static final Set<String> OF_HANDLERS =
      Set.of("authorization", "proxy-authorization", "cookie");

  /** The scheme that the client gives a request of its own, for a tunnel through a proxy. */
  private static final String TUNNEL = "socket";

  private static final BiPredicate<String, String> ALL = new All();

  private final MethodHandles.Lookup trusted;
  private final Trails trails = new Trails();
  private volatile @Nullable JdkClientParts parts;

  JdkClientReader(MethodHandles.Lookup trusted) {
    this.trusted = trusted;
  }

  @Override
  public boolean isReady() {
    return parts != null;
  }

  @Override
  public void prepare() throws ReflectiveOperationException {
    parts = new JdkClientParts(trusted);
  }

  @Override
  public @Nullable Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    HttpRequest request = request(a, argument);
    if (argument != null && TUNNEL.equals(request.uri().getScheme())) {
      return null;
    }
    List<Header> headers = new ArrayList<>();
    addAll(request.headers().map(), headers);
    for (Map.Entry<String, List<String>> header : parts().systemHeaders(request).entrySet()) {
      if (isOfHandler(header.getKey(), request)) {
        for (String value : header.getValue()) {
          headers.add(new Header(header.getKey(), value));
        }
      }
    }
    Hop hop = new Hop(request.method(), String.valueOf(request.uri()), headers);
    return argument == null && b != null ? trails.next(b, hop) : hop;
  }

  @Override
  public Object identity(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    return request(a, argument);
  }

  @Override
  public @Nullable Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop read, Hop changed)
      throws Throwable {
    HttpRequest request = request(a, argument);
    int users = size(request.headers().map());
    int left = left(read.headers().subList(0, users), changed.headers());
    List<Header> ofUser = changed.headers().subList(0, left);
    for (Header header : read.headers().subList(users, read.headers().size())) {
      parts().systemHeaders(request).remove(header.name());
    }
    setSystemHeaders(request, changed.headers().subList(left, changed.headers().size()));
    if (argument instanceof StringBuilder line) {
      parts().setUserHeaders(b, headers(ofUser, request.headers()));
      Targets.changeQuery(line, read.url(), changed.url());
      return line;
    }
    if (!read.url().equals(changed.url())) {
      throw new UnsupportedOperationException("the query of a request of HTTP/2");
    }
    return headers(ofUser, (HttpHeaders) argument);
  }

  private HttpRequest request(@Nullable Object a, @Nullable Object argument) throws Throwable {
    return argument instanceof HttpHeaders ? parts().ofStream(a) : (HttpRequest) a;
  }

  /** How many of those headers are there still: some may have been left out. */
  private static int left(List<Header> before, List<Header> now) {
    int left = 0;
    for (Header header : before) {
      if (left < now.size() && now.get(left).name().equals(header.name())) {
        left++;
      }
    }
    return left;
  }

  /** What a user sets goes before, but for cookies, which are joined. */
  private static boolean isOfHandler(String name, HttpRequest request) {
    String lower = name.toLowerCase(Locale.ROOT);
    return OF_HANDLERS.contains(lower)
        && (lower.equals("cookie") || request.headers().firstValue(name).isEmpty());
  }

  private void setSystemHeaders(HttpRequest request, List<Header> headers) throws Throwable {
    String last = "";
    for (Header header : headers) {
      if (header.name().equals(last)) {
        parts().addSystemHeader(request, header);
      } else {
        parts().setSystemHeader(request, header);
      }
      last = header.name();
    }
  }

  /** Those headers, but for names that the client left out of what it is about to write. */
  private static HttpHeaders headers(List<Header> headers, @Nullable HttpHeaders before) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    for (Header header : headers) {
      if (before != null && before.map().containsKey(header.name())) {
        List<String> values = map.get(header.name());
        if (values == null) {
          values = new ArrayList<>();
          map.put(header.name(), values);
        }
        values.add(header.value());
      }
    }
    return HttpHeaders.of(map, ALL);
  }

  private static void addAll(Map<String, List<String>> map, List<Header> headers) {
    for (Map.Entry<String, List<String>> header : map.entrySet()) {
      for (String value : header.getValue()) {
        headers.add(new Header(header.getKey(), value));
      }
    }
  }

  private static int size(Map<String, List<String>> map) {
    int size = 0;
    for (List<String> values : map.values()) {
      size += values.size();
    }
    return size;
  }

  private JdkClientParts parts() {
    return Objects.requireNonNull(parts);
  }

  /** Keeps every header. */
  private static final class All implements BiPredicate<String, String> {
    @Override
    public boolean test(String name, String value) {
      return true;
    }
  }
}
