package dev.sallyport.testapps.http.jetty;

import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.api.Result;
import org.eclipse.jetty.client.util.BufferingResponseListener;
import org.eclipse.jetty.client.util.StringContentProvider;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.http.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What the client of Jetty 9.4 calls otherwise. */
final class Dialect {
  private Dialect() {}

  /** With TLS as the JVM has it. */
  static HttpClient http1() {
    return new HttpClient(new SslContextFactory.Client());
  }

  /** With prior knowledge. */
  static HttpClient http2() {
    return new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()), null);
  }

  static Request request(HttpClient client, Sending sending) {
    Request request = client.newRequest(sending.url()).method(sending.method());
    sending.headers().forEach(request::header);
    if (!sending.body().isEmpty()) {
      request.content(new StringContentProvider(sending.body()));
    }
    return request;
  }

  static CompletionStage<Reply> later(Request request) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    request.send(
        new BufferingResponseListener() {
          @Override
          public void onComplete(Result result) {
            if (result.isFailed()) {
              reply.completeExceptionally(result.getFailure());
            } else {
              reply.complete(new Reply(result.getResponse().getStatus(), getContentAsString()));
            }
          }
        });
    return reply;
  }
}
