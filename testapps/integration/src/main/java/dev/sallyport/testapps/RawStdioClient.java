package dev.sallyport.testapps;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A line to stdin, a line from stdout. */
final class RawStdioClient implements RawClient {
  private final ServerProcess server;

  RawStdioClient(ServerProcess server, Map<String, String> headers) {
    SdkClients.requireNone(headers);
    this.server = server;
  }

  @Override
  public String exchange(String request) {
    JsonNode id = RawMessage.id(request);
    int before = server.output().size();
    server.send(request);
    return server
        .output()
        .await(before, line -> RawMessage.answers(id, line), ServerProcess.PATIENCE)
        .orElseThrow(() -> new ServerFailure("no answer to " + request, server));
  }

  @Override
  public void send(String notification) {
    server.send(notification);
  }
}
