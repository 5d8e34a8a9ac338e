package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * Where HTTP servers have a request, before the application does. What its client is known by is
 * remembered there; nothing is judged.
 */
public final class InboundHooks {
  private static final String VERTX = "io/vertx/core/http/impl/";
  private static final String NETTY = "reactor/netty/";

  private InboundHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows()
        .whenLoaded("com/sun/net/httpserver/Filter$Chain")
        .check("doFilter", "(Lcom/sun/net/httpserver/HttpExchange;)V", Check.INBOUND_JDK, Denial.SECURITY, arg(0))

        .whenLoaded(NETTY + "http/server/HttpServer$HttpServerHandle")
        .check("onStateChange", "(L" + NETTY + "Connection;L" + NETTY + "ConnectionObserver$State;)V", Check.INBOUND_REACTOR_NETTY, Denial.SECURITY, arg(0))

        .optional(VERTX + "Http1xServerRequest")
        .check("handleBegin", "()V", Check.INBOUND_VERTX, Denial.SECURITY, SELF)            // 4.0
        .check("handleBegin", "(Z)V", Check.INBOUND_VERTX, Denial.SECURITY, SELF)           // 5.0
        .check("handleBegin", "(ZZ)V", Check.INBOUND_VERTX, Denial.SECURITY, SELF)          // 4.4
        .optional(VERTX + "http1/Http1ServerRequest")
        .check("handleBegin", "(Z)V", Check.INBOUND_VERTX, Denial.SECURITY, SELF)           // from 5.1
        .optional(VERTX + "Http2ServerRequest")
        .check("dispatch", "(Lio/vertx/core/Handler;)V", Check.INBOUND_VERTX, Denial.SECURITY, SELF)
        .optional(VERTX + "HttpServerRequestImpl")
        .check("handleHeaders", "(L" + VERTX + "HttpRequestHead;)V", Check.INBOUND_VERTX, Denial.SECURITY, arg(0));
    servlets(rows, "jakarta/servlet/");
    servlets(rows, "javax/servlet/");
    return rows.rows();
  }
  // spotless:on

  private static void servlets(Rows rows, String api) {
    rows.whenLoaded(api.concat("http/HttpServlet"))
        .check(
            "service",
            "(L".concat(api).concat("ServletRequest;L").concat(api).concat("ServletResponse;)V"),
            Check.INBOUND_SERVLET,
            Denial.SECURITY,
            arg(0));
  }
}
