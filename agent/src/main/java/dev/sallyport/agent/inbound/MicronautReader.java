package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Netty's request, as Micronaut has it of a connection before it has its own. */
final class MicronautReader implements InboundReader {
  private final Getters headers = new Getters("headers");
  private final Getters values = new Getters("getAll", String.class);
  private final Getters method = new Getters("method");
  private final Getters uri = new Getters("uri");
  private final Getters channel = new Getters("channel");
  private final Getters local = new Getters("localAddress");
  private final Getters peer = new Getters("remoteAddress");
  private final Getters close = new Getters("close");
  private final Getters own = new Getters("getNativeRequest");

  @Override
  public @Nullable Arrival read(Object request, @Nullable Object connection, String codes)
      throws Throwable {
    Object found = connection == null ? null : headers.from(request);
    if (found == null) {
      return null;
    }
    Headers all = new Headers(found, values);
    Object ends = channel.from(connection);
    return all.arrival(
        codes,
        all.host(),
        Routes.of(method.from(request), uri.from(request)),
        Ends.of(local.from(ends), peer.from(ends)),
        List.of());
  }

  /**
   * What is thrown there is answered by nobody: all that can be done is to close the connection.
   */
  @Override
  public boolean answer(Object request, @Nullable Object connection, int status, String challenge)
      throws Throwable {
    close.from(connection);
    return false;
  }

  @Override
  public @Nullable Object answered(Object request, @Nullable Object connection) throws Throwable {
    return connection == null ? own.from(request) : null;
  }
}
