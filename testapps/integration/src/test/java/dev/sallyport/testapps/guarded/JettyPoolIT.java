package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests wait for the one connection of Jetty's client to a server that ends it after each
 * answer: whatever thread learns of that opens the next one for them.
 */
class JettyPoolIT {
  private static final int CALLERS = 4;
  private static final int TIMES = 50;

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static Stream<Arguments> cases() {
    return Stream.of("9.4", "12.1")
        .flatMap(
            line ->
                Jdks.all().stream()
                    .flatMap(
                        jdk ->
                            Stream.of("enforce", "audit")
                                .map(
                                    mode ->
                                        Arguments.argumentSet(
                                            line + ", " + jdk + ", " + mode, line, jdk, mode))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void connection_thatEnds_isReplacedForWhoeverWaits(String line, Jdk jdk, String mode)
      throws Exception {
    try (LoopbackListener listener = LoopbackListener.answering("served")) {
      Guarded server = start(line, jdk, mode, listener.port());

      assertThat(answers(server, line, listener))
          .hasSize(CALLERS * TIMES)
          .containsOnly("200 served");
      assertThat(listener.accepted()).isEqualTo(CALLERS * TIMES);
      server.close();
      assertThat(server.audit().lines())
          .filteredOn(AuditLine::isDecision)
          .filteredOn(record -> record.verdict().equals("deny"))
          .isEmpty();
    }
  }

  /** Of two tools, several calls of each at once. */
  private static List<String> answers(Guarded server, String line, LoopbackListener listener)
      throws Exception {
    Map<String, String> arguments =
        Map.of(
            "client",
            "Jetty " + line,
            "url",
            listener.url().toString(),
            "times",
            Integer.toString(TIMES));
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<String>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        String tool = i % 2 == 0 ? "one" : "other";
        calls.add(
            threads.submit(() -> ToolCalls.text(ToolCalls.call(server.client(), tool, arguments))));
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> call : calls) {
        call.get().lines().forEach(answers::add);
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private Guarded start(String line, Jdk jdk, String mode, int port) {
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess process =
        servers.start(
            Guarded.launch(
                    App.httpServer("jetty/" + line),
                    jdk,
                    """
                    sallyport: 1
                    mode: %1$s
                    tools:
                      one: { http: ['GET http://127.0.0.1:%2$d/**'] }
                      other: { http: ['GET http://127.0.0.1:%2$d/**'] }
                    egress: { allow: ['127.0.0.1:%2$d'] }
                    """
                        .formatted(mode, port),
                    audit)
                .http()
                .args("jetty-" + line, "one", "other"));
    return new Guarded(process, process.client(), new AuditLog(audit));
  }
}
