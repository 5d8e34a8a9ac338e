package dev.sallyport.testapps.http.okhttp;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** One {@code OkHttpClient}. */
final class OkHttpCaller implements HttpCaller {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final boolean http2;
  private final OkHttpClient client;

  private OkHttpCaller(String name, Protocol... protocols) {
    this.name = name;
    this.http2 = protocols.length == 1;
    client = new OkHttpClient.Builder().callTimeout(PATIENCE).protocols(List.of(protocols)).build();
  }

  /** Those of a line: HTTP/1.1 as by default, and HTTP/2 by prior knowledge. */
  static List<HttpCaller> all(String line) {
    return List.of(
        new OkHttpCaller(line, Protocol.HTTP_2, Protocol.HTTP_1_1),
        new OkHttpCaller(line + ", HTTP/2", Protocol.H2_PRIOR_KNOWLEDGE));
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
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) throws IOException {
    return reply(client.newCall(request(sending)).execute());
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    CompletableFuture<Reply> later = new CompletableFuture<>();
    client
        .newCall(request(sending))
        .enqueue(
            new Callback() {
              @Override
              public void onResponse(Call call, Response response) throws IOException {
                later.complete(reply(response));
              }

              @Override
              public void onFailure(Call call, IOException failure) {
                later.completeExceptionally(failure);
              }
            });
    return later;
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  @SuppressWarnings("deprecation") // the order of arguments that all lines have
  private static Request request(Sending sending) {
    RequestBody body =
        sending.body().isEmpty() && !sending.method().equals("POST")
            ? null
            : RequestBody.create(null, sending.body());
    Request.Builder request =
        new Request.Builder().url(sending.url()).method(sending.method(), body);
    sending.headers().forEach(request::header);
    return request.build();
  }

  private static Reply reply(Response response) throws IOException {
    try (response) {
      return new Reply(response.code(), response.body().string());
    }
  }
}
