package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * Where HTTP servers have a request, before the application does: it is judged there whether it is
 * for this server, and what is done on it from there on is done for it. Of a request that calls
 * back as its parts come, so is what it calls back.
 */
public final class InboundHooks {
  private static final String CORE = "io/vertx/core/";
  private static final String VERTX = CORE + "http/impl/";
  private static final String NETTY = "reactor/netty/";
  private static final String HELIDON = "io/helidon/webserver/http/";
  private static final String MICRONAUT = "io/micronaut/http/server/netty/";
  private static final String BUFFER = "(L" + CORE + "buffer/Buffer;)V";
  private static final String ENTRIES = "(L" + CORE + "MultiMap;)V";

  private InboundHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    begun(rows.whenLoaded("com/sun/net/httpserver/Filter$Chain"), "doFilter", "(Lcom/sun/net/httpserver/HttpExchange;)V", Check.INBOUND_JDK, NOTHING);
    begun(rows.whenLoaded(NETTY + "http/server/HttpServer$HttpServerHandle"), "onStateChange", "(L" + NETTY + "Connection;L" + NETTY + "ConnectionObserver$State;)V", Check.INBOUND_REACTOR_NETTY, arg(1));
    begun(rows.whenLoaded("io/helidon/webserver/http/HttpRoutingImpl"), "route", "(Lio/helidon/webserver/ConnectionContext;L" + HELIDON + "RoutingRequest;L" + HELIDON + "RoutingResponse;)V", Check.INBOUND_HELIDON, arg(1), arg(2));
    begun(rows.whenLoaded("org/noear/solon/server/smarthttp/http/SmHttpContextHandler"), "handleDo", "(Lorg/noear/solon/server/smarthttp/http/SmHttpContext;)V", Check.INBOUND_SOLON, NOTHING);
    ktor(rows);
    micronaut(rows);
    servlets(rows, "jakarta/servlet/");
    servlets(rows, "javax/servlet/");
    vertx1(rows, VERTX + "Http1xServerConnection", VERTX + "Http1xServerRequest");
    vertx1(rows, VERTX + "http1/Http1ServerConnection", VERTX + "http1/Http1ServerRequest");   // from 5.1
    vertx2(rows);
    return rows.rows();
  }

  /** Of its pipelines the application's is the first that has code of the server's own. */
  private static void ktor(Rows rows) {
    String execute = "(Ljava/lang/Object;Ljava/lang/Object;Lkotlin/coroutines/Continuation;)Ljava/lang/Object;";
    rows.whenLoaded("io/ktor/util/pipeline/Pipeline")
        .check("execute", execute, Check.INBOUND_KTOR, Denial.SECURITY, arg(0), SELF)
        .context(Door.SCOPE, "execute", execute, arg(0));
  }

  private static void micronaut(Rows rows) {
    String accept = "(Lio/netty/channel/ChannelHandlerContext;Lio/netty/handler/codec/http/HttpRequest;*";
    rows.whenLoaded(MICRONAUT + "RoutingInBoundHandler")
        .check("accept", accept, Check.INBOUND_MICRONAUT, Denial.SECURITY, arg(1), arg(0))
        .context(Door.SCOPE, "accept", accept, arg(1))
        .check("responseWritten", "(Ljava/lang/Object;)V", Check.INBOUND_MICRONAUT, Denial.SECURITY, arg(0), NOTHING);
    // What waits for the rest of a request is called by whoever reads that.
    String delayed = "io/micronaut/core/execution/DelayedExecutionFlowImpl$";
    String flow = "Lio/micronaut/core/execution/ExecutionFlow;";
    rows.optional(delayed + "Step").context(Door.REGISTER, "<init>", "()V", SELF);
    for (String step : List.of("Map", "FlatMap", "Then", "OnErrorResume", "OnComplete")) {
      rows.optional(delayed.concat(step)).context(Door.RESUME, "apply", "(" + flow + ")" + flow, SELF);
    }
  }

  private static void vertx2(Rows rows) {
    rows.optional(VERTX + "Http2ServerRequest")
        .check("dispatch", "(L" + CORE + "Handler;)V", Check.INBOUND_VERTX, Denial.SECURITY, SELF, SELF)
        .context(Door.SCOPE, "dispatch", "(L" + CORE + "Handler;)V", SELF)
        .context(Door.SCOPE, "handleData", BUFFER, SELF)
        .context(Door.SCOPE, "handleEnd", ENTRIES, SELF)
        .optional(VERTX + "HttpServerRequestImpl")                                             // from 5.1
        .check("handleHeaders", "(L" + VERTX + "HttpRequestHead;)V", Check.INBOUND_VERTX, Denial.SECURITY, arg(0), SELF)
        .context(Door.SCOPE, "handleHeaders", "(L" + VERTX + "HttpRequestHead;)V", SELF)
        .context(Door.SCOPE, "handleData", BUFFER, SELF)
        .context(Door.SCOPE, "handleTrailers", ENTRIES, SELF);
  }

  /** A connection gives each request to the application, one after another. */
  private static void vertx1(Rows rows, String connection, String request) {
    String next = "(L".concat(request).concat(";)V");
    rows.optional(request)
        .check("handleBegin", "()V", Check.INBOUND_VERTX, Denial.SECURITY, SELF, SELF)         // 4.0
        .check("handleBegin", "(Z)V", Check.INBOUND_VERTX, Denial.SECURITY, SELF, SELF)        // 5.0
        .check("handleBegin", "(ZZ)V", Check.INBOUND_VERTX, Denial.SECURITY, SELF, SELF)       // 4.4
        .context(Door.SCOPE, "onData", BUFFER, SELF)
        .context(Door.SCOPE, "onEnd", "()V", SELF);
    given(rows.optional(connection), "handleMessage", "(Ljava/lang/Object;)V");
    given(rows, "handleNext", next);
  }

  private static void given(Rows rows, String method, String descriptor) {
    String emit = "(Ljava/lang/Object;L" + CORE + "Handler;)V";
    rows.context(Door.SCOPE, method, descriptor, NOTHING)
        .adoptBefore(CORE + "impl/ContextInternal", "emit", emit, method, descriptor, arg(0))
        .adoptBefore(CORE + "internal/ContextInternal", "emit", emit, method, descriptor, arg(0));
  }

  private static void servlets(Rows rows, String api) {
    String service = "(L".concat(api).concat("ServletRequest;L").concat(api).concat("ServletResponse;)V");
    begun(rows.whenLoaded(api.concat("http/HttpServlet")), "service", service, Check.INBOUND_SERVLET, arg(1));
    begun(rows.optional("org/springframework/http/server/reactive/ServletHttpHandlerAdapter"), "service", service, Check.INBOUND_SERVLET, arg(1));
  }
  // spotless:on

  private static void begun(
      Rows rows, String method, String descriptor, Check check, Operand other) {
    begun(rows, method, descriptor, check, arg(0), other);
  }

  private static void begun(
      Rows rows, String method, String descriptor, Check check, Operand request, Operand other) {
    rows.check(method, descriptor, check, Denial.SERVER, request, other)
        .context(Door.SCOPE, method, descriptor, request);
  }
}
