package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.CALLER;
import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
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

  /** By the headers that the client adds, those of the user, and the stream. */
  private static final Hook.Callee FRAME =
      new Hook.Callee(
          HTTP + "frame/OutgoingHeaders",
          "<init>",
          "(Ljava/net/http/HttpHeaders;Ljava/net/http/HttpHeaders;Ljava/lang/Object;)V");

  private static final Hook.Callee WRITTEN =
      new Hook.Callee(
          "sun/net/www/http/HttpClient",
          "writeRequests",
          "(Lsun/net/www/MessageHeader;Lsun/net/www/http/PosterOutputStream;Z)V");

  private HttpHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows()
        .whenLoaded(HTTP + "Exchange")
        .context(Door.SCOPE, "responseAsync", "()" + FUTURE, MULTI)
        .check("responseAsync", "()" + FUTURE, Check.HTTP_CLIENT, Denial.SECURITY, REQUEST, MULTI)
        .whenLoaded(HTTP + "Http1Request")
        .exchange("collectHeaders0", "(Ljava/lang/StringBuilder;)V", Check.HTTP_CLIENT, Denial.SECURITY, REQUEST, SELF, arg(0))
        .whenLoaded(HTTP + "Stream")
        .exchangeBefore(FRAME, "headerFrame", "(J)L" + HTTP + "frame/OutgoingHeaders;", Check.HTTP_CLIENT, Denial.SECURITY, arg(2), NOTHING, arg(1))

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
        .exchangeBefore(WRITTEN, "writeRequests", "()V", Check.HTTP_URL_CONNECTION, Denial.CONNECT, CALLER, NOTHING, arg(0))
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
