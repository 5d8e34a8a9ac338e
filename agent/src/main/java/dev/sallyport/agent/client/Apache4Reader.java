package dev.sallyport.agent.client;

import dev.sallyport.agent.identity.WeakTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient and HttpAsyncClient 4. Exchanged is the request. Where it is not written yet,
 * rows pass its route, or null where its context tells, and its context; where it is, its context,
 * or null where only its {@code Host} tells.
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
  public Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    Object request = Objects.requireNonNull(argument);
    Apache4Parts parts = Apache4Parts.OF.get(request.getClass());
    Object line = parts.line(request);
    List<Header> headers = new ArrayList<>();
    parts.addHeaders(request, headers);
    String origin = b == null ? origins.get(request) : origin(parts, a, b);
    if (origin == null) {
      origin = a == null ? "http://".concat(host(headers)) : origin(parts, null, a);
    }
    Hop hop = new Hop(parts.method(line), Targets.url(origin, parts.target(line)), headers);
    if (b == null) {
      return hop;
    }
    origins.put(request, origin);
    return trails.next(b, hop, redirects(parts, b));
  }

  @Override
  public boolean isWritten(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return b == null;
  }

  @Override
  public @Nullable Object identity(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return argument;
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
        Targets.withQuery(target, read.url(), changed.url()),
        changed.headers());
  }

  private static String origin(Apache4Parts parts, @Nullable Object route, Object context)
      throws Throwable {
    Object known = route == null ? parts.attribute(context, ROUTE) : route;
    Object host =
        known == null ? parts.attribute(context, TARGET_HOST) : ApacheRoutes.targetHost(known);
    return parts.origin(Objects.requireNonNull(host));
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
