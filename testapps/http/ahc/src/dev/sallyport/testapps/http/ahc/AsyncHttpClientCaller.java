package dev.sallyport.testapps.http.ahc;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.ListenableFuture;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.Response;

/** {@code org.asynchttpclient.AsyncHttpClient}. */
final class AsyncHttpClientCaller implements HttpCaller {
  private static final long PATIENCE_SECONDS = 10;

  private final String name;
  private final AsyncHttpClient client =
      new DefaultAsyncHttpClient(
          new DefaultAsyncHttpClientConfig.Builder().setFollowRedirect(true).build());

  AsyncHttpClientCaller(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) throws Exception {
    try {
      return reply(sent(sending).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    return sent(sending).toCompletableFuture().thenApply(AsyncHttpClientCaller::reply);
  }

  private ListenableFuture<Response> sent(Sending sending) {
    RequestBuilder request = new RequestBuilder(sending.method()).setUrl(sending.url());
    sending.headers().forEach(request::setHeader);
    if (!sending.body().isEmpty()) {
      request.setBody(sending.body());
    }
    return client.executeRequest(request);
  }

  private static Reply reply(Response response) {
    return new Reply(response.getStatusCode(), response.getResponseBody());
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
