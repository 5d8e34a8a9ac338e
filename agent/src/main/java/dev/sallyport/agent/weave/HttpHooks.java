package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.field;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * The JDK's own HTTP clients, at each hop. Other clients are held at the socket.
 *
 * <p>{@code Exchange} is one request on the wire, a redirect included, and may run on another
 * thread than its {@code MultiExchange} was made on, so the context travels with the latter.
 */
public final class HttpHooks {
  private static final String HTTP = "jdk/internal/net/http/";
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";
  private static final String RESPONSE = "java/net/http/HttpResponse$";
  private static final Operand MULTI = field("multi", "L" + HTTP + "MultiExchange;");
  private static final Operand REQUEST = field("request", "L" + HTTP + "HttpRequestImpl;");

  private HttpHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows()
        .whenLoaded(HTTP + "Exchange")
        .context(Door.SCOPE, "responseAsync", "()" + FUTURE, MULTI)
        .check("responseAsync", "()" + FUTURE, Check.HTTP_CLIENT, Denial.SECURITY, REQUEST)

        .whenLoaded(HTTP + "MultiExchange")
        .context(Door.REGISTER, "responseAsync", "(Ljava/util/concurrent/Executor;)" + FUTURE, SELF)

        .whenLoaded(HTTP + "HttpClientImpl$SelectorManager")
        .context(Door.SCOPE, "run", "()V", NOTHING)

        .whenLoaded(HTTP + "websocket/WebSocketImpl$ReceiveTask")
        .context(Door.REGISTER, "<init>", "(L" + HTTP + "websocket/WebSocketImpl;)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)

        .whenLoaded(HTTP + "Stream")
        .context(Door.REGISTER, "readBodyAsync", "(L" + RESPONSE + "BodyHandler;ZLjava/util/concurrent/Executor;)" + FUTURE, SELF)
        .context(Door.RESUME, "schedule", "()V", SELF);
    body(rows.whenLoaded(HTTP + "Http1Response$Http1BodySubscriber").jdk(17, 18));
    body(rows.whenLoaded(HTTP + "common/HttpBodySubscriberWrapper").jdk(19, 0));
    return rows
        .whenLoaded("sun/net/www/protocol/http/HttpURLConnection")
        .check("writeRequests", "()V", Check.HTTP_URL_CONNECTION, Denial.CONNECT, SELF)
        .check("sendCONNECTRequest", "()V", Check.TUNNEL, Denial.CONNECT, SELF)
        .rows();
  }

  /** What is around a body subscriber, which is called by whatever thread reads the connection. */
  private static void body(Rows rows) {
    rows.context(Door.REGISTER, "<init>", "(L" + RESPONSE + "BodySubscriber;)V", SELF)
        .context(Door.RESUME, "onSubscribe", "(Ljava/util/concurrent/Flow$Subscription;)V", SELF)
        .context(Door.RESUME, "onNext", "(Ljava/util/List;)V", SELF)
        .context(Door.RESUME, "onError", "(Ljava/lang/Throwable;)V", SELF)
        .context(Door.RESUME, "onComplete", "()V", SELF);
  }
  // spotless:on
}
