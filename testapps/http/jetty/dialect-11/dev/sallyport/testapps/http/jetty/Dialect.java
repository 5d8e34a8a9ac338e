package dev.sallyport.testapps.http.jetty;

import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.api.Result;
import org.eclipse.jetty.client.util.BufferingResponseListener;
import org.eclipse.jetty.client.util.StringRequestContent;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.http.HttpClientTransportOverHTTP2;

/** What the client of Jetty 11 calls otherwise. */
final class Dialect {
  private Dialect() {}

  /** With TLS as the JVM has it. */
  static HttpClient http1() {
    return new HttpClient();
  }

  /** With prior knowledge. */
  static HttpClient http2() {
    return new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()));
  }

  static Request request(HttpClient client, Sending sending) {
    Request request = client.newRequest(sending.url()).method(sending.method());
    request.headers(headers -> sending.headers().forEach(headers::add));
    if (!sending.body().isEmpty()) {
      request.body(new StringRequestContent(sending.body()));
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
