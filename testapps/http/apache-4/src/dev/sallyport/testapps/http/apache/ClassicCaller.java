package dev.sallyport.testapps.http.apache;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.IOException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** One blocking client: the usual, or the minimal one, which has no chain of execution. */
final class ClassicCaller implements HttpCaller {
  private final String name;
  private final boolean usual;
  private final CloseableHttpClient client;

  ClassicCaller(String name, boolean usual) {
    this.name = name;
    this.usual = usual;
    client = usual ? HttpClients.createDefault() : HttpClients.createMinimal();
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
    try (CloseableHttpResponse response = client.execute(Requests.of(sending))) {
      return Requests.reply(response);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
