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
            new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(upgrades));
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
    return client
        .request(options)
        .compose(request -> sent(request, sending.body()))
        .compose(
            response ->
                response.body().map(body -> new Reply(response.statusCode(), body.toString())));
  }

  private static Future<HttpClientResponse> sent(HttpClientRequest request, String body) {
    return body.isEmpty() ? request.send() : request.send(Buffer.buffer(body));
  }
}
