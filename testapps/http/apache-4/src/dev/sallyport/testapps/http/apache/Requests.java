package dev.sallyport.testapps.http.apache;

import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.StringEntity;
import org.apache.http.util.EntityUtils;

/** Requests and responses of both clients. */
final class Requests {
  private static final int PATIENCE_MILLIS = 10_000;

  private Requests() {}

  static HttpUriRequest of(Sending sending) {
    RequestBuilder request =
        RequestBuilder.create(sending.method()).setUri(sending.url()).setConfig(patience());
    sending.headers().forEach(request::addHeader);
    if (!sending.body().isEmpty()) {
      request.setEntity(new StringEntity(sending.body(), StandardCharsets.UTF_8));
    }
    return request.build();
  }

  static Reply reply(HttpResponse response) throws IOException {
    String body = response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
    return new Reply(response.getStatusLine().getStatusCode(), body);
  }

  private static RequestConfig patience() {
    return RequestConfig.custom()
        .setConnectTimeout(PATIENCE_MILLIS)
        .setConnectionRequestTimeout(PATIENCE_MILLIS)
        .setSocketTimeout(PATIENCE_MILLIS)
        .build();
  }
}
