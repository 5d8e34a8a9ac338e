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

  private HttpHooks() {}

  public static List<Hook> rows() {
    return new Rows()
        .whenLoaded(HTTP + "Exchange")
        .context(
            Door.SCOPE,
            "responseAsync",
            "()Ljava/util/concurrent/CompletableFuture;",
            field("multi", "L" + HTTP + "MultiExchange;"))
        .check(
            "responseAsync",
            "()Ljava/util/concurrent/CompletableFuture;",
            Check.HTTP_CLIENT,
            Denial.SECURITY,
            field("request", "L" + HTTP + "HttpRequestImpl;"))
        .whenLoaded(HTTP + "MultiExchange")
        .context(
            Door.CAPTURE,
            "responseAsync",
            "(Ljava/util/concurrent/Executor;)Ljava/util/concurrent/CompletableFuture;",
            SELF)
        .whenLoaded("sun/net/www/protocol/http/HttpURLConnection")
        .check(
            "writeRequests",
            "()V",
            Check.HTTP_URL_CONNECTION,
            Denial.CONNECT,
            SELF,
            NOTHING,
            NOTHING)
        .rows();
  }
}
