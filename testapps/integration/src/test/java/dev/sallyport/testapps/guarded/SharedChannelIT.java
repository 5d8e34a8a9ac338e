package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls of two tools on one channel of gRPC, at once: they wait for its connection together, and
 * each writes what others queued.
 */
class SharedChannelIT {
  private static final HttpLibrary GRPC = new HttpLibrary(App.httpServer("grpc"), "grpc");
  private static final String SECRET = "/secret/of";
  private static final int CALLERS = 4;
  private static final int TIMES = 50;

  @TempDir Path root;

  /** What each tool was answered, a line each time, and what was recorded. */
  private record Outcome(List<String> reader, List<String> writer, List<AuditLine> denials) {}

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void calls_inEnforceMode_areDecidedEachForItsTool(Jdk jdk) throws Exception {
    Outcome outcome = played(jdk, "enforce");

    assertThat(outcome.reader())
        .hasSize(CALLERS * TIMES)
        .allMatch(line -> line.startsWith("threw"));
    assertThat(outcome.writer()).hasSize(CALLERS * TIMES).containsOnly("200 served");
    assertThat(outcome.denials())
        .hasSize(CALLERS * TIMES)
        .allMatch(line -> line.tool().equals(HttpLibrary.READER));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void calls_inAuditMode_areRecordedEachForItsTool(Jdk jdk) throws Exception {
    Outcome outcome = played(jdk, "audit");

    assertThat(outcome.reader()).hasSize(CALLERS * TIMES).containsOnly("200 served");
    assertThat(outcome.writer()).hasSize(CALLERS * TIMES).containsOnly("200 served");
    assertThat(outcome.denials()).allMatch(line -> line.tool().equals(HttpLibrary.READER));
    assertThat(outcome.denials().stream().mapToLong(AuditLine::times).sum())
        .isEqualTo(CALLERS * TIMES);
  }

  private Outcome played(Jdk jdk, String mode) throws Exception {
    AuditLog audit = new AuditLog(root.toRealPath().resolve("audit.jsonl"));
    List<String> reader = new ArrayList<>();
    List<String> writer = new ArrayList<>();
    try (HttpPeers peers = HttpPeers.http2();
        ServerProcess server =
            GRPC.launch(jdk, mode, List.of(peers), List.of(peers), audit.file()).start()) {
      McpSyncClient client = server.client();
      ExecutorService threads = Executors.newFixedThreadPool(2 * CALLERS);
      try {
        List<Future<Stream<String>>> ofReader = new ArrayList<>();
        List<Future<Stream<String>>> ofWriter = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
          ofReader.add(threads.submit(() -> told(client, HttpLibrary.READER, peers)));
          ofWriter.add(threads.submit(() -> told(client, HttpLibrary.WRITER, peers)));
        }
        for (int i = 0; i < CALLERS; i++) {
          ofReader.get(i).get().forEach(reader::add);
          ofWriter.get(i).get().forEach(writer::add);
        }
      } finally {
        threads.shutdownNow();
      }
    }
    return new Outcome(
        reader,
        writer,
        audit.lines().stream()
            .filter(line -> line.isDecision() && line.verdict().equals("deny"))
            .toList());
  }

  private static Stream<String> told(McpSyncClient client, String tool, HttpPeers peers) {
    Map<String, String> arguments =
        Map.of(
            "client",
            "gRPC",
            "method",
            "POST",
            "url",
            HttpPeers.url(peers.home(), SECRET),
            "times",
            Integer.toString(TIMES));
    return ToolCalls.text(ToolCalls.call(client, tool, arguments)).lines();
  }
}
