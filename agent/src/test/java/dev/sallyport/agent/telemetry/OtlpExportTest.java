package dev.sallyport.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.agent.audit.AuditLocation;
import dev.sallyport.agent.audit.AuditSource;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.agent.record.Overflow;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.Stderr;
import dev.sallyport.policy.model.Audit;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class OtlpExportTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Stderr err = new Stderr();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private volatile int status = 200;
  private HttpServer collector;

  private record Received(String path, Headers headers, String body) {}

  @BeforeEach
  void startCollector() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.add(
              new Received(
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders(),
                  new String(body, StandardCharsets.ISO_8859_1)));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stopCollector() {
    collector.stop(0);
  }

  @Test
  void spans_collectorListens_arriveAsProtobuf() throws InterruptedException {
    Sink spans = spans(collector.getAddress().getPort());

    spans.accept(Entries.toolCall(""));
    spans.accept(Entries.ended(12, Outcome.OK, 0));
    spans.close(LIMIT);

    Received first = received.poll(10, TimeUnit.SECONDS);
    Received second = received.poll(10, TimeUnit.SECONDS);
    Received request = first.path().equals("/v1/traces") ? first : second;
    assertThat(request.path()).isEqualTo("/v1/traces");
    assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/x-protobuf");
    assertThat(request.headers().getFirst("X-Tenant")).isEqualTo("a b");
    assertThat(request.body()).contains("tools/call read_file", "service.name", "files");
    assertThat(err.lines()).isEmpty();
  }

  @Test
  void metrics_collectorListens_arriveAtTheEnd() throws InterruptedException {
    Sink telemetry = spans(collector.getAddress().getPort());

    telemetry.accept(Entries.serverRead(1, "/srv/a", Entries.ALLOWED));
    telemetry.close(LIMIT);

    Received first = received.poll(10, TimeUnit.SECONDS);
    Received second = received.poll(10, TimeUnit.SECONDS);
    assertThat(List.of(first.path(), second.path()))
        .containsExactlyInAnyOrder("/v1/traces", "/v1/metrics");
    Received metrics = first.path().equals("/v1/metrics") ? first : second;
    assertThat(metrics.headers().getFirst("X-Tenant")).isEqualTo("a b");
    assertThat(metrics.body())
        .contains("sallyport.decisions", "sallyport.records.queued", "service.name", "files")
        .doesNotContain("/srv/a");
  }

  @Test
  void spans_compressed_areGzip() throws IOException, InterruptedException {
    OtlpTarget.Choice choice =
        OtlpTarget.choose(
            "http://127.0.0.1:" + collector.getAddress().getPort(),
            Map.of("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip", "OTEL_METRICS_EXPORTER", "none"));
    Sink spans = source(choice.target(), Thread::new).open();

    spans.accept(Entries.toolCall(""));
    spans.close(LIMIT);

    Received request = received.poll(10, TimeUnit.SECONDS);
    assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("gzip");
    byte[] body = request.body().getBytes(StandardCharsets.ISO_8859_1);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
          .contains("tools/call read_file");
    }
    assertThat(received).isEmpty();
  }

  @Test
  void traces_ofWhichNoneAreKept_areNotSent() throws InterruptedException {
    OtlpTarget.Choice choice =
        OtlpTarget.choose(
            "http://127.0.0.1:" + collector.getAddress().getPort(),
            Map.of("OTEL_TRACES_SAMPLER", "always_off", "OTEL_METRICS_EXPORTER", "none"));
    Sink spans = source(choice.target(), Thread::new).open();

    spans.accept(Entries.toolCall(""));
    spans.close(LIMIT);

    assertThat(received).isEmpty();
  }

  @Test
  void spans_collectorRefusesThem_saidOnceThenAgainAfterAGoodOne() {
    SpanExporter exporter =
        OtlpExport.spans(
            target(collector.getAddress().getPort()).traces(), Thread::new, err.stream());
    status = 503;
    for (int batch = 0; batch < 3; batch++) {
      assertThat(export(exporter)).isFalse();
    }
    assertThat(err.lines()).singleElement().asString().contains("503");

    status = 200;
    assertThat(export(exporter)).isTrue();
    status = 500;
    assertThat(export(exporter)).isFalse();

    assertThat(err.lines()).hasSize(2);
  }

  @Test
  void recorder_collectorIsDead_recordsOnAndSaysItOnce(@TempDir Path directory)
      throws IOException, InterruptedException {
    AuditLocation location = AuditLocation.configured(directory + "/audit.jsonl", 42);
    Recorder recorder =
        new Recorder(
            8192,
            Overflow.DROP,
            Thread::new,
            List.of(
                new AuditSource(
                    location,
                    Audit.USUAL,
                    directory.resolve("audit.key").toFile(),
                    Entries.ORIGIN,
                    new Losses(false),
                    err.stream()),
                source(closedPort(), Thread::new)),
            InstantSource.system(),
            err.stream());
    recorder.start();

    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 1000; i++) {
        recorder.accept(Entries.serverRead(i, "/srv/" + i, Entries.ALLOWED));
      }
      assertThat(recorder.flush(LIMIT)).isTrue();
    }
    recorder.close(LIMIT);

    assertThat(location.file())
        .content()
        .hasLineCount(4002)
        .contains("\"kind\":\"stop\"", "\"kind\":\"checkpoint\"");
    assertThat(err.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("sallyport: spans: "))
        .anyMatch(line -> line.startsWith("sallyport: metrics: "));
  }

  @Test
  void spans_sent_onThreadsOfTheFactoryOnly() throws InterruptedException {
    Set<String> before = threads();
    Set<Thread> made = ConcurrentHashMap.newKeySet();
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "made by the factory");
          made.add(thread);
          return thread;
        };

    Sink spans = source(collector.getAddress().getPort(), threads).open();
    for (int i = 0; i < 512; i++) {
      spans.accept(Entries.serverRead(i, "/srv/" + i, Entries.ALLOWED));
    }
    assertThat(received.poll(10, TimeUnit.SECONDS)).isNotNull();

    assertThat(made).hasSize(1);
    Set<String> since = threads();
    since.removeAll(before);
    since.removeIf(name -> name.startsWith("HTTP-Dispatcher"));
    assertThat(since).containsExactly("made by the factory");
    spans.close(LIMIT);
  }

  private static boolean export(SpanExporter exporter) {
    SpanData span =
        TestSpanData.builder()
            .setName("file read")
            .setKind(SpanKind.INTERNAL)
            .setStartEpochNanos(Entries.NOON)
            .setEndEpochNanos(Entries.NOON)
            .setStatus(StatusData.unset())
            .setHasEnded(true)
            .build();
    return exporter.export(List.of(span)).join(10, TimeUnit.SECONDS).isSuccess();
  }

  private Sink spans(int port) {
    return source(port, Thread::new).open();
  }

  private TelemetrySource source(int port, ThreadFactory threads) {
    return source(target(port), threads);
  }

  private TelemetrySource source(OtlpTarget target, ThreadFactory threads) {
    return new TelemetrySource(
        target,
        "EVERY",
        Entries.ORIGIN,
        /* others= */ false,
        new Ambient(),
        () -> 7,
        "",
        threads,
        err.stream());
  }

  private static OtlpTarget target(int port) {
    OtlpTarget target =
        OtlpTarget.choose(
                "http://127.0.0.1:" + port,
                Map.of(
                    "OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=a%20b", "OTEL_SERVICE_NAME", "files"))
            .target();
    assertThat(target).isNotNull();
    return target;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
