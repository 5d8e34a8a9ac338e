package dev.sallyport.agent.client;

import dev.sallyport.agent.identity.WeakTable;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 5, classic and asynchronous, in HTTP/1.1 and HTTP/2. Exchanged is the request;
 * where it is not written yet, rows pass the scope of its execution.
 *
 * <p>As with {@link Apache4Reader}, what is written is a copy.
 */
final class Apache5Reader implements HopReader {
  private final Trails trails = new Trails();

  /** Where the connection of a request goes, which was known before. */
  private final WeakTable<String> origins = new WeakTable<>();

  @Override
  public @Nullable Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    Object request = Objects.requireNonNull(argument);
    Apache5Parts parts = Apache5Parts.OF.get(request.getClass());
    if (a == null && Targets.isTunnel(parts.method(request), parts.target(request))) {
      return null;
    }
    Scope scope = a == null ? null : Scope.OF.get(a.getClass());
    String origin =
        a == null || scope == null
            ? origins.get(request)
            : parts.originOf(ApacheRoutes.targetHost(scope.route(a)));
    if (origin == null) {
      origin = parts.origin(request);
    }
    List<Header> headers = new ArrayList<>();
    parts.addHeaders(request, headers);
    Hop hop = new Hop(parts.method(request), Targets.url(origin, parts.target(request)), headers);
    if (a == null || scope == null) {
      return hop;
    }
    origins.put(request, origin);
    return trails.next(scope.context(a), hop, scope.redirects(a));
  }

  @Override
  public boolean isWritten(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return a == null;
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
    Apache5Parts parts = Apache5Parts.OF.get(request.getClass());
    String target = parts.target(request);
    return parts.copy(
        request,
        read.method(),
        Targets.changed(target == null ? "/" : target, read.url(), changed.url()),
        changed.headers());
  }

  /** A type of {@code Scope}: of the classic client, or of the asynchronous one. */
  private static final class Scope {
    static final ClassValue<Scope> OF =
        new ClassValue<>() {
          @Override
          protected Scope computeValue(Class<?> type) {
            try {
              return new Scope(type);
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException(e);
            }
          }
        };

    private final MethodHandle route;
    private final MethodHandle context;
    private final MethodHandle locations;
    private final MethodHandle size;

    private Scope(Class<?> type) throws ReflectiveOperationException {
      String client = "org.apache.hc.client5.http.";
      Class<?> contexts = Types.beside(type, client.concat("protocol.HttpClientContext"));
      Class<?> visited = Types.beside(type, client.concat("protocol.RedirectLocations"));
      route = Types.field(type, "route", Types.beside(type, client.concat("HttpRoute")));
      context = Types.field(type, "clientContext", contexts);
      locations = Types.method(contexts, "getRedirectLocations", visited);
      size = Types.method(visited, "size", int.class);
    }

    Object route(Object scope) throws Throwable {
      return (Object) route.invokeExact(scope);
    }

    Object context(Object scope) throws Throwable {
      return (Object) context.invokeExact(scope);
    }

    int redirects(Object scope) throws Throwable {
      Object visited = (Object) locations.invokeExact(context(scope));
      return visited == null ? 0 : (Integer) (Object) size.invokeExact(visited);
    }
  }
}
