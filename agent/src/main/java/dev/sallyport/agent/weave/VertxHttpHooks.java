package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * The HTTP client of Vert.x 4.0 to 5.0, and what sits on it: its web client, and Quarkus' REST
 * client.
 *
 * <p>Each hop is a request of its own, made when a connection has the last one's answer, on behalf
 * of no call; so the context travels with the request that is answered. The first request on a
 * connection that is to be upgraded to HTTP/2 passes two streams.
 */
public final class VertxHttpHooks {
  private static final String CORE = "io/vertx/core/";
  private static final String IMPL = CORE + "http/impl/";
  private static final String HANDLER = "L" + CORE + "Handler;";
  private static final String FUTURE = "L" + CORE + "Future;";
  private static final String HEAD =
      "L" + IMPL + "HttpRequestHead;ZLio/netty/buffer/ByteBuf;ZL" + CORE + "http/StreamPriority;Z";

  private VertxHttpHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    String request = IMPL + "HttpClientRequestImpl";
    String answered = "(L" + CORE + "Promise;L" + CORE + "http/HttpClientResponse;J)V";
    Rows rows = new Rows()
        .whenLoaded(request)
        .context(Door.RESUME, "handleResponse", answered, SELF)
        .optional(request)
        .context(Door.REGISTER, "doWrite", "(Lio/netty/buffer/ByteBuf;ZZ" + HANDLER + ")V", SELF)
        .context(Door.REGISTER, "doWrite", "(Lio/netty/buffer/ByteBuf;ZZ)" + FUTURE, SELF);
    for (String stream : List.of("Http1xClientConnection$StreamImpl", "Http2ClientConnection$StreamImpl", "Http2UpgradeClientConnection$UpgradingStream")) {
      rows.optional(IMPL + stream)
          .exchange("writeHead", "(" + HEAD + HANDLER + ")V", Check.HTTP_VERTX, Denial.CLIENT, SELF, arg(6), arg(0))
          .exchange("writeHead", "(" + HEAD + ")" + FUTURE, Check.HTTP_VERTX, Denial.CLIENT, SELF, NOTHING, arg(0));
    }
    return rows.rows();
  }
  // spotless:on
}
