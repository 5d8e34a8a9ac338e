package dev.sallyport.testapps.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testapps.http.Front;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** {@code com.sun.net.httpserver.HttpServer}, whose handlers wait for the answer. */
public final class JdkFront implements Front {
  private static final int THREADS = 4;
  private static final int ACCEPTED = 202;
  private static final int NOT_ALLOWED = 405;

  /** Says that there is no body. */
  private static final long EMPTY = -1;

  @Override
  public String library() {
    return "jdk";
  }

  @Override
  public int open(int port, Function<String, CompletionStage<String>> answering) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setExecutor(Executors.newFixedThreadPool(THREADS));
      server.createContext("/", exchange -> serve(exchange, answering));
      server.start();
      return server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(
      HttpExchange exchange, Function<String, CompletionStage<String>> answering)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(NOT_ALLOWED, EMPTY);
        return;
      }
      String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] answer =
          answering.apply(message).toCompletableFuture().join().getBytes(StandardCharsets.UTF_8);
      if (answer.length == 0) {
        exchange.sendResponseHeaders(ACCEPTED, EMPTY);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
