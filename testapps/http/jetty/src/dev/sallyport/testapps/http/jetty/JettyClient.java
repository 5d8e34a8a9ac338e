package dev.sallyport.testapps.http.jetty;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;

/** {@code org.eclipse.jetty.client.HttpClient}, with one connection for each server. */
@SuppressWarnings("try") // whose close is interrupted is its own matter
final class JettyClient implements HttpCaller {
  private static final long PATIENCE_SECONDS = 10;

  private final HttpClient client;
  private final boolean isHttp2;

  JettyClient(HttpClient client, boolean isHttp2) throws Exception {
    this.client = client;
    this.isHttp2 = isHttp2;
    client.setMaxConnectionsPerDestination(1);
    client.start();
  }

  @Override
  public String name() {
    return "Jetty " + JettyCallers.line() + (isHttp2 ? ", HTTP/2" : "");
  }

  @Override
  public boolean isHttp2() {
    return isHttp2;
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) throws Exception {
    var request = Dialect.request(client, sending).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    try {
      var response = request.send();
      return new Reply(response.getStatus(), response.getContentAsString());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    return Dialect.later(Dialect.request(client, sending));
  }

  @Override
  public void close() throws Exception {
    client.stop();
  }
}
