package dev.sallyport.testapps.http.apache5;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;

/** One asynchronous client, by its future and by its callback. */
final class AsyncCaller implements HttpCaller {
  private static final long PATIENCE_SECONDS = 10;

  private final String name;
  private final boolean http2;
  private final CloseableHttpAsyncClient client;

  AsyncCaller(String name, boolean http2) {
    this.name = name;
    this.http2 = http2;
    client = http2 ? HttpAsyncClients.createHttp2Default() : pooled();
    client.start();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isHttp2() {
    return http2;
  }

  @Override
  public boolean isTls() {
    return true;
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) throws Exception {
    try {
      return reply(client.execute(request(sending), null).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    CompletableFuture<Reply> later = new CompletableFuture<>();
    FutureCallback<SimpleHttpResponse> told =
        new FutureCallback<>() {
          @Override
          public void completed(SimpleHttpResponse response) {
            later.complete(reply(response));
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
    Future<SimpleHttpResponse> unused = client.execute(request(sending), told);
    return later;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  /**
   * With one connection for each server. By default it tells of a response before it gives the
   * connection back, and then the next request may or may not open another.
   */
  private static CloseableHttpAsyncClient pooled() {
    return HttpAsyncClients.custom()
        .setConnectionManager(
            PoolingAsyncClientConnectionManagerBuilder.create().setMaxConnPerRoute(1).build())
        .build();
  }

  private static SimpleHttpRequest request(Sending sending) {
    SimpleHttpRequest request = new SimpleHttpRequest(sending.method(), URI.create(sending.url()));
    sending.headers().forEach(request::addHeader);
    if (!sending.body().isEmpty()) {
      request.setBody(sending.body(), ContentType.TEXT_PLAIN);
    }
    return request;
  }

  private static Reply reply(SimpleHttpResponse response) {
    String body = response.getBodyText();
    return new Reply(response.getCode(), body == null ? "" : body);
  }
}
