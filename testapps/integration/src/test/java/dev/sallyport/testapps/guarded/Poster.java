package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Sends messages to a server over HTTP, each in a request with headers of its own.
 *
 * @param endpoint where they go
 */
record Poster(HttpClient http, URI endpoint) {
  static final String SESSION = "Mcp-Session-Id";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CALL = 1;

  static Poster to(ServerProcess server) {
    return new Poster(HttpClient.newHttpClient(), server.endpoint());
  }

  /**
   * Sends one message.
   *
   * @param headers names and values in turn
   */
  HttpResponse<String> post(RawRequest message, String... headers) {
    return post(message.withId(CALL), headers);
  }

  /**
   * Says that nobody waits any more for what was posted and is not answered yet.
   *
   * @param headers names and values in turn
   */
  void cancel(String... headers) {
    post(RawRequest.cancelled(CALL).withoutId(), headers);
  }

  private HttpResponse<String> post(String message, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(message));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Sends a request without a message, and reads nothing of a body that may have no end.
   *
   * @param headers names and values in turn
   * @return its status
   */
  int send(String method, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Accept", "text/event-stream")
            .method(method, HttpRequest.BodyPublishers.noBody())
            .headers(headers);
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      return response.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Begins a session.
   *
   * @param headers names and values in turn
   * @return its id
   */
  String begin(String... headers) {
    return post(RawRequest.initialize(), headers).headers().firstValue(SESSION).orElseThrow();
  }

  /**
   * Asks again and again until a condition holds that only time brings about.
   *
   * @throws AssertionError if it did not in time
   */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + PATIENCE);
      }
    }
  }
}
