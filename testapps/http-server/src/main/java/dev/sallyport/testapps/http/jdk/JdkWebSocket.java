package dev.sallyport.testapps.http.jdk;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http.WebSocket}: opened, and closed after its first message. */
final class JdkWebSocket implements HttpCaller {
  private static final long PATIENCE_SECONDS = 10;
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public String name() {
    return "java.net.http, WebSocket";
  }

  @Override
  public boolean redirects() {
    return false;
  }

  @Override
  public boolean isAnyMethod() {
    return false;
  }

  @Override
  public boolean isPooled() {
    return false;
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) throws Exception {
    try {
      return sendLater(sending).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    WebSocket.Builder builder =
        client.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS));
    sending.headers().forEach(builder::header);
    FirstMessage message = new FirstMessage();
    // Its URLs differ in the scheme alone.
    URI url = URI.create(sending.url().replaceFirst("^http", "ws"));
    return builder.buildAsync(url, message).thenCompose(open -> message.text);
  }

  /** Nothing: its threads end with it. */
  @Override
  public void close() {}

  /** Its text, as an answer; that it was opened is all that is told of the status. */
  private static final class FirstMessage implements WebSocket.Listener {
    private final CompletableFuture<Reply> text = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        text.complete(new Reply(OK, parts.toString()));
        socket.abort();
      } else {
        socket.request(1);
      }
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      text.completeExceptionally(error);
    }
  }
}
