package dev.sallyport.testapps.http.apache5;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.IOException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** One blocking client: the usual, or the minimal one, which has no chain of execution. */
final class ClassicCaller implements HttpCaller {
  private final String name;
  private final boolean usual;
  private final CloseableHttpClient closeable;
  private final HttpClient client;

  ClassicCaller(String name, boolean usual) {
    this.name = name;
    this.usual = usual;
    closeable = usual ? HttpClients.createDefault() : HttpClients.createMinimal();
    client = closeable;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean redirects() {
    return usual;
  }

  @Override
  public Reply send(Sending sending) throws IOException {
    return client.execute(
        request(sending),
        // The minimal client of 5.0 makes none of its own.
        HttpClientContext.create(),
        response ->
            new Reply(
                response.getCode(),
                response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity())));
  }

  @Override
  public void close() throws IOException {
    closeable.close();
  }

  private static ClassicHttpRequest request(Sending sending) {
    ClassicRequestBuilder request =
        ClassicRequestBuilder.create(sending.method()).setUri(sending.url());
    sending.headers().forEach(request::addHeader);
    if (!sending.body().isEmpty()) {
      request.setEntity(new StringEntity(sending.body()));
    }
    return request.build();
  }
}
