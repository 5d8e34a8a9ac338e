package dev.sallyport.testapps.http.apache;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpResponse;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;

/** One asynchronous client, by its future and by its callback. */
final class AsyncCaller implements HttpCaller {
  private static final long PATIENCE_SECONDS = 10;

  private final String name;
  private final boolean isOldest;
  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  /**
   * The client.
   *
   * @param isOldest 4.0, which makes another request of a redirect's location alone, and whose TLS
   *     asks for the name of an address, which no tool here may look up
   */
  AsyncCaller(String name, boolean isOldest) {
    this.name = name;
    this.isOldest = isOldest;
    client.start();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean carriesHeaders() {
    return !isOldest;
  }

  @Override
  public boolean isTls() {
    return !isOldest;
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) throws Exception {
    try {
      return Requests.reply(
          client.execute(Requests.of(sending), null).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    CompletableFuture<Reply> later = new CompletableFuture<>();
    FutureCallback<HttpResponse> told =
        new FutureCallback<>() {
          @Override
          public void completed(HttpResponse response) {
            try {
              later.complete(Requests.reply(response));
            } catch (IOException e) {
              later.completeExceptionally(e);
            }
          }

          @Override
          public void failed(Exception failure) {
            later.completeExceptionally(failure);
          }

          @Override
          public void cancelled() {
            later.cancel(false);
          }
        };
    Future<HttpResponse> unused = client.execute(Requests.of(sending), told);
    return later;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
