package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import org.jspecify.annotations.Nullable;

/** {@code HttpServerOperations} of Reactor Netty. */
final class ReactorNettyReader implements InboundReader {
  /** Of the states of a connection, that in which the application gets the request. */
  private static final String BEGINS = "REQUEST_RECEIVED";

  /** That in which it was answered. */
  private static final String ENDS = "DISCONNECTING";

  /** The name that Reactor Netty gives its TLS handler. */
  private static final String TLS = "reactor.left.sslHandler";

  private final Getters headers = new Getters("requestHeaders");
  private final Getters values = new Getters("getAll", String.class);
  private final Getters method = new Getters("method");
  private final Getters uri = new Getters("uri");
  private final Getters local = new Getters("hostAddress");
  private final Getters peer = new Getters("remoteAddress");
  private final Getters channel = new Getters("channel");
  private final Getters pipeline = new Getters("pipeline");
  private final Getters handler = new Getters("get", String.class);
  private final Getters engine = new Getters("engine");
  private final Getters session = new Getters("getSession");
  private final Getters status = new Getters("status", int.class);
  private final Getters keepAlive = new Getters("keepAlive", boolean.class);
  private final Getters header = new Getters("header", String.class, String.class);
  private final Getters send = new Getters("send");
  private final Getters subscribe = new Getters("subscribe");

  @Override
  public @Nullable Arrival read(Object operations, @Nullable Object other, String codes)
      throws Throwable {
    Object found =
        other instanceof Enum<?> state && state.name().equals(BEGINS)
            ? headers.from(operations)
            : null;
    if (found == null) {
      return null;
    }
    Headers all = new Headers(found, values);
    Object tls = handler.from(pipeline.from(channel.from(operations)), TLS);
    return all.arrival(
        codes,
        all.host(),
        Routes.of(method.from(operations), uri.from(operations)),
        Ends.of(local.from(operations), peer.from(operations)),
        TlsSessions.chain(session.from(engine.from(tls))));
  }

  @Override
  public @Nullable Object answered(Object operations, @Nullable Object other) {
    return other != null && other.toString().endsWith(ENDS) ? operations : null;
  }

  /** The connection is closed after it: what is left of the request is nobody's. */
  @Override
  public boolean answer(Object operations, @Nullable Object other, int code, String challenge)
      throws Throwable {
    status.from(operations, code);
    keepAlive.from(operations, false);
    if (!challenge.isEmpty()) {
      header.from(operations, "WWW-Authenticate", challenge);
    }
    Object sent = send.from(operations);
    subscribe.from(sent);
    return sent != null;
  }
}
