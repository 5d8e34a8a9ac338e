package dev.sallyport.agent.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's client, whose exchange has the application's request. Exchanged is the exchange, where
 * its transport begins to send it; or, with the exchange as a, the fields that are about to be
 * written.
 */
final class JettyReader implements HopReader {
  private static final ClassValue<JettyParts> PARTS =
      new ClassValue<>() {
        @Override
        protected JettyParts computeValue(Class<?> exchange) {
          try {
            return new JettyParts(exchange);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private final Trails trails = new Trails();

  @Override
  public Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    Object exchange = exchange(a, argument);
    JettyParts parts = PARTS.get(exchange.getClass());
    Object request = parts.request(exchange);
    return trails.next(
        parts.conversation(exchange),
        parts.hop(request, a == null ? parts.fields(request) : Objects.requireNonNull(argument)));
  }

  private static Object exchange(@Nullable Object a, @Nullable Object argument) {
    return Objects.requireNonNull(a == null ? argument : a);
  }

  @Override
  public boolean isWritten(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return a != null;
  }

  @Override
  public @Nullable Object identity(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument) throws Throwable {
    if (a != null) {
      return argument;
    }
    Object exchange = Objects.requireNonNull(argument);
    JettyParts parts = PARTS.get(exchange.getClass());
    return parts.fields(parts.request(exchange));
  }

  /** Other fields, for the wire alone: the application's request stays as it is. */
  @Override
  public Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop read, Hop changed)
      throws Throwable {
    if (!read.url().equals(changed.url())) {
      throw new UnsupportedOperationException("the query of a request of Jetty's");
    }
    return PARTS.get(Objects.requireNonNull(a).getClass()).newFields(changed.headers());
  }

  @Override
  public @Nullable Object refuse(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, SecurityException refusal)
      throws Throwable {
    Object exchange = exchange(a, argument);
    JettyParts parts = PARTS.get(exchange.getClass());
    parts.abort(parts.request(exchange), refusal);
    return null;
  }
}
