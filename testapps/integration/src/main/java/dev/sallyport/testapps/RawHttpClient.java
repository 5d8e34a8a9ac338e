package dev.sallyport.testapps;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

/** A POST for each message; the answer is the body, or the event of the stream that has its id. */
final class RawHttpClient implements RawClient {
  private static final String SESSION = "Mcp-Session-Id";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServerProcess server;
  private final Map<String, String> headers;
  private Optional<String> session = Optional.empty();

  RawHttpClient(ServerProcess server, Map<String, String> headers) {
    this.server = server;
    this.headers = Map.copyOf(headers);
  }

  @Override
  public String exchange(String request) {
    JsonNode id = RawMessage.id(request);
    HttpResponse<String> response = post(request);
    return response
        .body()
        .lines()
        .map(line -> line.startsWith("data:") ? line.substring("data:".length()).strip() : line)
        .filter(line -> RawMessage.answers(id, line))
        .findFirst()
        .orElseThrow(
            () -> new ServerFailure("no answer to " + request + " in " + told(response), server));
  }

  @Override
  public void send(String notification) {
    HttpResponse<String> response = post(notification);
    if (response.statusCode() / 100 != 2) {
      throw new ServerFailure(notification + " was refused: " + told(response), server);
    }
  }

  private HttpResponse<String> post(String message) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.endpoint())
            .timeout(ServerProcess.PATIENCE)
            .header("Accept", "application/json, text/event-stream")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(message));
    session.ifPresent(id -> request.header(SESSION, id));
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      session = response.headers().firstValue(SESSION).or(() -> session);
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", server, e);
    } catch (IOException e) {
      throw new ServerFailure("no answer to " + message, server, e);
    }
  }

  private static String told(HttpResponse<String> response) {
    return response.statusCode() + " " + response.body();
  }
}
