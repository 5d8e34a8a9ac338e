package dev.sallyport.agent.client;

import dev.sallyport.agent.identity.WeakTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient and HttpAsyncClient 4. Exchanged is the request. Where it is not written yet,
 * rows pass its route with its context, or its host with the state of its exchange, without a host
 * where it is a redirect; where it is, its context, or nothing, and then only its {@code Host}
 * tells of a request that was not seen before.
 *
 * <p>An application may have written a request's class, or keep changing a request; what is written
 * is a copy of what was decided on.
 */
final class Apache4Reader implements HopReader {
  private static final String TARGET_HOST = "http.target_host";
  private static final String ROUTE = "http.route";
  private static final String REDIRECTS = "http.protocol.redirect-locations";

  private final Trails trails = new Trails();

  /** Where the connection of a request goes, which was known before. */
  private final WeakTable<String> origins = new WeakTable<>();

  @Override
  public @Nullable Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    Object request = Objects.requireNonNull(argument);
    Apache4Parts parts = Apache4Parts.OF.get(request.getClass());
    List<Header> headers = new ArrayList<>();
    parts.addHeaders(request, headers);
    Object line = parts.line(request);
    String target = parts.target(line);
    if (b == null && Targets.isTunnel(parts.method(line), target)) {
      return null;
    }
    if (b != null) {
      String origin = a == null ? Targets.origin(target) : parts.origin(host(parts, a));
      origins.put(identity(a, b, request), origin);
      Hop hop = new Hop(parts.method(line), Targets.url(origin, target), headers);
      return parts.isContext(b) ? trails.next(b, hop, redirects(parts, b)) : trails.next(b, hop);
    }
    String origin = origins.get(identity(a, b, request));
    if (origin == null) {
      origin = a == null ? "http://".concat(host(headers)) : parts.origin(host(parts, a));
    }
    return new Hop(parts.method(line), Targets.url(origin, target), headers);
  }

  @Override
  public boolean isWritten(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return b == null;
  }

  @Override
  public Object identity(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    Object request = Objects.requireNonNull(argument);
    Apache4Parts parts = Apache4Parts.OF.get(request.getClass());
    Object context = b == null ? a : b;
    return context != null && parts.isContext(context) ? request : parts.original(request);
  }

  @Override
  public boolean alwaysWrites() {
    return true;
  }

  @Override
  public Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop read, Hop changed)
      throws Throwable {
    Object request = Objects.requireNonNull(argument);
    Apache4Parts parts = Apache4Parts.OF.get(request.getClass());
    String target = parts.target(parts.line(request));
    return parts.copy(
        request,
        read.method(),
        Targets.changed(target, read.url(), changed.url()),
        changed.headers());
  }

  /** Of a context, a route or a host. */
  private static Object host(Apache4Parts parts, Object a) throws Throwable {
    if (!parts.isContext(a)) {
      return parts.isHost(a) ? a : ApacheRoutes.targetHost(a);
    }
    Object route = parts.attribute(a, ROUTE);
    return Objects.requireNonNull(
        route == null ? parts.attribute(a, TARGET_HOST) : ApacheRoutes.targetHost(route));
  }

  private static String host(List<Header> headers) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("host")) {
        return header.value();
      }
    }
    throw new IllegalArgumentException("a request to nowhere");
  }

  /** As many as the client noted, which starts anew with each of its calls. */
  private static int redirects(Apache4Parts parts, Object context) throws Throwable {
    return parts.attribute(context, REDIRECTS) instanceof List<?> locations ? locations.size() : 0;
  }
}
