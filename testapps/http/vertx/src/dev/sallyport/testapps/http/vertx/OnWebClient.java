package dev.sallyport.testapps.http.vertx;

import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;

/** {@code io.vertx.ext.web.client.WebClient}. */
final class OnWebClient extends VertxClient {
  private final WebClient client = WebClient.wrap(vertx.createHttpClient(pool));

  @Override
  public String name() {
    return "Vert.x " + VertxCallers.line() + " WebClient";
  }

  @Override
  Future<Reply> reply(Sending sending) {
    HttpRequest<Buffer> request =
        client.requestAbs(HttpMethod.valueOf(sending.method()), sending.url());
    sending.headers().forEach(request::putHeader);
    Future<HttpResponse<Buffer>> response =
        sending.body().isEmpty()
            ? request.send()
            : request.sendBuffer(Buffer.buffer(sending.body()));
    return response.map(each -> new Reply(each.statusCode(), text(each)));
  }

  private static String text(HttpResponse<Buffer> response) {
    return response.body() == null ? "" : response.bodyAsString();
  }
}
