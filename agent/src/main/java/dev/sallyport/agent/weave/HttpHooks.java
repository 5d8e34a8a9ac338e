package dev.sallyport.agent.weave;

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
  private static final Operand MULTI = field("multi", "L" + HTTP + "MultiExchange;");
  private static final Operand REQUEST = field("request", "L" + HTTP + "HttpRequestImpl;");

  private HttpHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    return new Rows()
        .whenLoaded(HTTP + "Exchange")
        .context(Door.SCOPE, "responseAsync", "()" + FUTURE, MULTI)
        .check("responseAsync", "()" + FUTURE, Check.HTTP_CLIENT, Denial.SECURITY, REQUEST)

        .whenLoaded(HTTP + "MultiExchange")
        .context(Door.REGISTER, "responseAsync", "(Ljava/util/concurrent/Executor;)" + FUTURE, SELF)

        .whenLoaded("sun/net/www/protocol/http/HttpURLConnection")
        .check("writeRequests", "()V", Check.HTTP_URL_CONNECTION, Denial.CONNECT, SELF)
        .check("sendCONNECTRequest", "()V", Check.TUNNEL, Denial.CONNECT, SELF)
        .rows();
  }
  // spotless:on
}
