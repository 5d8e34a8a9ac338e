package dev.sallyport.testapps.http.aws;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** One {@code SdkHttpClient}, which follows no redirects. */
final class AwsCaller implements HttpCaller {
  private final String name;
  private final SdkHttpClient client;

  AwsCaller(String name, SdkHttpClient client) {
    this.name = name;
    this.client = client;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean redirects() {
    return false;
  }

  @Override
  public Reply send(Sending sending) throws IOException {
    byte[] body = sending.body().getBytes(StandardCharsets.UTF_8);
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.valueOf(sending.method()))
            .uri(URI.create(sending.url()));
    sending.headers().forEach(request::putHeader);
    if (body.length > 0) {
      request.contentStreamProvider(() -> new ByteArrayInputStream(body));
      request.putHeader("Content-Length", Integer.toString(body.length));
    }
    SdkHttpFullRequest built = request.build();
    HttpExecuteResponse response =
        client
            .prepareRequest(
                HttpExecuteRequest.builder()
                    .request(built)
                    .contentStreamProvider(built.contentStreamProvider().orElse(null))
                    .build())
            .call();
    int status = response.httpResponse().statusCode();
    if (response.responseBody().isEmpty()) {
      return new Reply(status, "");
    }
    try (InputStream in = response.responseBody().get()) {
      return new Reply(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
