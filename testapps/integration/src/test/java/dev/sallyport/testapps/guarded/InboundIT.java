package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A token by which a client is known to a server that has no servlets, and that a tool sends on.
 */
class InboundIT {
  private static final String TOKEN = "eyJhbGciOi.JIUzI1NiJ9-client_token";
  private static final String KEEPER = "keeper";
  private static final String FORWARDER = "forwarder";

  @TempDir Path directory;

  static Stream<Arguments> cases() {
    return Stream.of("vertx/4", "vertx/5", "reactor-netty/1.0", "reactor-netty/1")
        .flatMap(
            front ->
                Jdks.all().stream()
                    .map(jdk -> Arguments.argumentSet(front + ", " + jdk, front, jdk)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void token_onceAClientCameWithIt_goesOnlyWhereThePolicyNames(String front, Jdk jdk) {
    try (LoopbackListener listener = LoopbackListener.answering("taken")) {
      try (ServerProcess server = start(front, jdk, "enforce", listener)) {
        RawClient other = client(server, "another-one-altogether");
        assertThat(sent(other, 1, KEEPER, listener)).contains("200 taken");
        int received = listener.receivedBytes();

        RawClient client = client(server, TOKEN);
        assertThat(sent(client, 1, KEEPER, listener)).contains("threw").doesNotContain("taken");
        assertThat(listener.receivedBytes()).isEqualTo(received);
        assertThat(sent(client, 2, FORWARDER, listener)).contains("200 taken");
      }
      assertThat(passed()).containsExactly(KEEPER + " blocked", FORWARDER + " allowed");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void token_underAudit_isObserved(String front, Jdk jdk) {
    try (LoopbackListener listener = LoopbackListener.answering("taken")) {
      try (ServerProcess server = start(front, jdk, "audit", listener)) {
        assertThat(sent(client(server, TOKEN), 1, KEEPER, listener)).contains("200 taken");
      }
      assertThat(listener.received()).contains("Bearer " + TOKEN);
      assertThat(passed()).containsExactly(KEEPER + " observed");
    }
  }

  private ServerProcess start(String front, Jdk jdk, String mode, LoopbackListener listener) {
    String url = "http: ['GET http://127.0.0.1:" + listener.port() + "/**']";
    String endpoint = "['127.0.0.1:" + listener.port() + "']";
    return Guarded.launch(
            App.frontServer(front),
            jdk,
            """
            sallyport: 1
            mode: %1$s
            tools:
              keeper: { %2$s }
              forwarder: { %2$s, passthrough: %3$s }
            egress: { allow: %3$s }
            """
                .formatted(mode, url, endpoint),
            directory.resolve("audit.jsonl"))
        .args(front.replace('/', '-'), KEEPER, FORWARDER)
        .http()
        .start();
  }

  private static RawClient client(ServerProcess server, String token) {
    RawClient client = server.raw(Map.of("Authorization", "Bearer " + token));
    client.handshake();
    return client;
  }

  private static String sent(RawClient client, int id, String tool, LoopbackListener listener) {
    return client.call(
        id,
        tool,
        Map.of(
            "client",
            "java.net.http",
            "url",
            listener.url().toString(),
            "headers",
            "Authorization: Bearer " + TOKEN));
  }

  /** What was decided of tokens; no record has the token itself. */
  private List<String> passed() {
    AuditLog audit = new AuditLog(directory.resolve("audit.jsonl"));
    assertThat(audit.text()).doesNotContain(TOKEN);
    return audit.lines().stream()
        .filter(line -> line.operation().startsWith("http passthrough"))
        .map(line -> line.tool() + " " + line.action())
        .toList();
  }
}
