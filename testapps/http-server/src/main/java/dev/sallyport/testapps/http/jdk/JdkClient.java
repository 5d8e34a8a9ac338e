package dev.sallyport.testapps.http.jdk;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** {@code java.net.http.HttpClient}. */
final class JdkClient implements HttpCaller {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient.Version version;
  private final HttpClient client;

  JdkClient(HttpClient.Version version) {
    this.version = version;
    client =
        HttpClient.newBuilder()
            .version(version)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  @Override
  public String name() {
    return isHttp2() ? "java.net.http, HTTP/2" : "java.net.http";
  }

  @Override
  public boolean isHttp2() {
    return version == HttpClient.Version.HTTP_2;
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
    return reply(client.send(request(sending), BodyHandlers.ofString()));
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    return client.sendAsync(request(sending), BodyHandlers.ofString()).thenApply(JdkClient::reply);
  }

  /** Nothing: its threads end with it. */
  @Override
  public void close() {}

  private static HttpRequest request(Sending sending) {
    BodyPublisher body =
        sending.body().isEmpty()
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(sending.body());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sending.url()))
            .timeout(PATIENCE)
            .method(sending.method(), body);
    sending.headers().forEach(request::header);
    return request.build();
  }

  private static Reply reply(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.body());
  }
}
