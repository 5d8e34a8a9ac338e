package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import org.jspecify.annotations.Nullable;

/** {@code HttpServerRequest} of Vert.x. */
final class VertxReader implements InboundReader, Serving.Progress {
  private final Getters headers = new Getters("headers");
  private final Getters values = new Getters("getAll", String.class);
  private final Getters method = new Getters("method");
  private final Getters uri = new Getters("uri");

  /** From 4.4. */
  private final Getters authority = new Getters("authority");

  /** Until 4. */
  private final Getters host = new Getters("host");

  private final Getters local = new Getters("localAddress");
  private final Getters peer = new Getters("remoteAddress");
  private final Getters address = new Getters("hostAddress");
  private final Getters port = new Getters("port");
  private final Getters connection = new Getters("connection");
  private final Getters version = new Getters("version");
  private final Getters channel = new Getters("channel");
  private final Getters close = new Getters("close");
  private final NettyAnswer answer = new NettyAnswer();
  private final Getters session = new Getters("sslSession");
  private final Getters response = new Getters("response");
  private final Getters ended = new Getters("ended");
  private final Getters closed = new Getters("closed");

  @Override
  public @Nullable Arrival read(Object request, @Nullable Object other, String codes)
      throws Throwable {
    Object found = headers.from(request);
    if (found == null) {
      return null;
    }
    Headers all = new Headers(found, values);
    String host = all.host();
    if (host == null) {
      Object named = authority.from(request);
      named = named == null ? this.host.from(request) : named;
      host = named == null ? null : named.toString();
    }
    Object from = peer.from(other);
    return all.arrival(
        codes,
        host,
        Routes.of(method.from(request), uri.from(request)),
        Ends.of(address.from(local.from(other)), address.from(from), port.from(from)),
        TlsSessions.chain(session.from(other)),
        new Serving(this));
  }

  @Override
  public boolean isOver(Object request) throws Throwable {
    Object answer = response.from(request);
    return Boolean.TRUE.equals(ended.from(answer)) || Boolean.TRUE.equals(closed.from(answer));
  }

  /**
   * Where it is read there is no response yet: the connection is told and closed, with HTTP/2 only
   * closed.
   */
  @Override
  public boolean answer(Object request, @Nullable Object other, int status, String challenge)
      throws Throwable {
    Object over = connection.from(other);
    try {
      if (String.valueOf(version.from(other)).startsWith("HTTP_1")) {
        answer.send(channel.from(over), status, request.getClass().getClassLoader());
      }
    } finally {
      close.from(over);
    }
    return false;
  }
}
