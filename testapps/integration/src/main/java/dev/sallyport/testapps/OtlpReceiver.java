package dev.sallyport.testapps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * A collector that takes traces as OTLP over HTTP, protobuf, compressed or not, on a free port of
 * 127.0.0.1. Metrics and logs are taken and dropped.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
public final class OtlpReceiver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServer server;
  private final List<ReceivedSpan> spans = new ArrayList<>();

  private OtlpReceiver() {
    try {
      server = HttpServer.create(Loopback.anyPort(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::traces);
    server.createContext("/", OtlpReceiver::accept);
    server.start();
  }

  /** Starts to listen. */
  public static OtlpReceiver open() {
    return new OtlpReceiver();
  }

  /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} would name. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The spans received so far. */
  public synchronized List<ReceivedSpan> spans() {
    return List.copyOf(spans);
  }

  /**
   * Waits for a span, or finds one that is there already.
   *
   * @throws AssertionError if none came in time; the message lists those that did
   */
  public synchronized ReceivedSpan awaitSpan(Predicate<ReceivedSpan> wanted) {
    try {
      Conditions.await(this, PATIENCE, () -> spans.stream().anyMatch(wanted));
    } catch (AssertionError e) {
      throw new AssertionError("the awaited span is not among " + spans, e);
    }
    return spans.stream().filter(wanted).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void traces(HttpExchange exchange) throws IOException {
    try (InputStream body = body(exchange)) {
      ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
      synchronized (this) {
        request.getResourceSpansList().stream().flatMap(ReceivedSpan::of).forEach(spans::add);
        notifyAll();
      }
    }
    accept(exchange);
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream body = exchange.getRequestBody();
    return compressed ? new GZIPInputStream(body) : body;
  }

  private static void accept(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      // An empty message, which is what full success looks like.
      exchange.sendResponseHeaders(200, -1);
    }
  }
}
