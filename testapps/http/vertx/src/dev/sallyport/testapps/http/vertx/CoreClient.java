package dev.sallyport.testapps.http.vertx;

import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;

/** {@code io.vertx.core.http.HttpClient}. */
final class CoreClient extends VertxClient {
  private final HttpVersion version;
  private final boolean upgrades;
  private final HttpClient client;

  /**
   * @param upgrades to HTTP/2, by its first request
   */
  CoreClient(HttpVersion version, boolean upgrades) {
    this.version = version;
    this.upgrades = upgrades;
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(upgrades),
            pool);
  }

  @Override
  public String name() {
    String name = "Vert.x " + VertxCallers.line();
    return isHttp2() ? name + (upgrades ? ", upgraded to HTTP/2" : ", HTTP/2") : name;
  }

  @Override
  public boolean isHttp2() {
    return version == HttpVersion.HTTP_2;
  }

  @Override
  Future<Reply> reply(Sending sending) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(sending.method()))
            .setAbsoluteURI(sending.url())
            .setFollowRedirects(true);
    sending.headers().forEach(options::putHeader);
    return client.request(options).compose(request -> reply(request, sending.body()));
  }

  /** What is told of an answer is told on the loop that reads its body, so that none is missed. */
  private static Future<Reply> reply(HttpClientRequest request, String body) {
    Future<HttpClientResponse> sent =
        body.isEmpty() ? request.send() : request.send(Buffer.buffer(body));
    return sent.compose(
        response ->
            response.body().map(answer -> new Reply(response.statusCode(), answer.toString())));
  }
}
