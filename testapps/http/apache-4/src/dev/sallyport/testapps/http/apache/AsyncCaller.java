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
  private final boolean carriesHeaders;
  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  /**
   * The client.
   *
   * @param carriesHeaders which that of 4.0 does not: it makes another request of a redirect's
   *     location alone
   */
  AsyncCaller(String name, boolean carriesHeaders) {
    this.name = name;
    this.carriesHeaders = carriesHeaders;
    client.start();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean carriesHeaders() {
    return carriesHeaders;
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
