package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import org.jspecify.annotations.Nullable;

/** {@code HttpExchange} of the JDK's server. */
final class JdkReader implements InboundReader {
  private static final long NO_BODY = -1;
  private static final Integer UNANSWERED = -1;

  private final Getters headers = new Getters("getRequestHeaders");
  private final Getters values = new Getters("get", String.class);
  private final Getters method = new Getters("getRequestMethod");
  private final Getters uri = new Getters("getRequestURI");
  private final Getters local = new Getters("getLocalAddress");
  private final Getters peer = new Getters("getRemoteAddress");
  private final Getters session = new Getters("getSSLSession");
  private final Getters responseHeaders = new Getters("getResponseHeaders");
  private final Getters header = new Getters("set", String.class, String.class);
  private final Getters send = new Getters("sendResponseHeaders", int.class, long.class);
  private final Getters code = new Getters("getResponseCode");
  private final Getters close = new Getters("close");

  @Override
  public @Nullable Arrival read(Object exchange, @Nullable Object other, String codes)
      throws Throwable {
    Object found = headers.from(exchange);
    if (found == null) {
      return null;
    }
    Headers all = new Headers(found, values);
    return all.arrival(
        codes,
        all.host(),
        Routes.of(method.from(exchange), uri.from(exchange)),
        Ends.of(local.from(exchange), peer.from(exchange)),
        TlsSessions.chain(session.from(exchange)));
  }

  /** One that was not answered yet was handed over. */
  @Override
  public void left(Object exchange, Serving serving) throws Throwable {
    if (!UNANSWERED.equals(code.from(exchange))) {
      serving.end();
    }
  }

  @Override
  public boolean answer(Object exchange, @Nullable Object other, int status, String challenge)
      throws Throwable {
    if (!challenge.isEmpty()) {
      header.from(responseHeaders.from(exchange), "WWW-Authenticate", challenge);
    }
    send.from(exchange, status, NO_BODY);
    close.from(exchange);
    return true;
  }
}
