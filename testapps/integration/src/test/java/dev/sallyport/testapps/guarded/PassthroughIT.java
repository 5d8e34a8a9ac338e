package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tool that sends on what its own client is known by. */
class PassthroughIT {
  private static final String TOKEN = "eyJhbGciOi.JIUzI1NiJ9-client_token";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void token_ofTheClient_denied(Jdk jdk) {
    try (LoopbackListener listener = LoopbackListener.answering("taken")) {
      String answers = calls(jdk, "enforce", "", listener, "Bearer " + TOKEN);

      assertThat(listener.accepted()).isZero();
      assertThat(answers).doesNotContain("taken").contains("Refused by policy");
      assertThat(passed()).hasSize(2).allSatisfy(line -> assertThat(line).endsWith("blocked"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void token_whereThePolicyNamesTheServer_granted(Jdk jdk) {
    try (LoopbackListener listener = LoopbackListener.answering("taken")) {
      String grant = ", passthrough: ['127.0.0.1:" + listener.port() + "']";
      String answers = calls(jdk, "enforce", grant, listener, "bearer " + TOKEN);

      assertThat(listener.received()).contains("Bearer " + TOKEN, "?t=" + TOKEN);
      assertThat(answers).contains("taken").doesNotContain("Refused by policy");
      assertThat(passed()).hasSize(2).allSatisfy(line -> assertThat(line).endsWith("allowed"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void token_underAudit_isObserved(Jdk jdk) {
    try (LoopbackListener listener = LoopbackListener.answering("taken")) {
      String answers = calls(jdk, "audit", "", listener, "Bearer " + TOKEN);

      assertThat(listener.received()).contains("Bearer " + TOKEN, "?t=" + TOKEN);
      assertThat(answers).contains("taken").doesNotContain("Refused by policy");
      assertThat(passed()).hasSize(2).allSatisfy(line -> assertThat(line).endsWith("observed"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void token_ofNoClient_granted(Jdk jdk) {
    try (LoopbackListener listener = LoopbackListener.answering("taken")) {
      String answers = calls(jdk, "enforce", "", listener, "Bearer another-one-altogether");

      assertThat(listener.received()).contains("Bearer " + TOKEN, "?t=" + TOKEN);
      assertThat(answers).contains("taken").doesNotContain("Refused by policy");
      assertThat(passed()).isEmpty();
    }
  }

  /** Sends the token on, in a header and in a query; the answers of both, one after the other. */
  private String calls(
      Jdk jdk, String mode, String grant, LoopbackListener listener, String authorization) {
    try (Guarded server = start(jdk, mode, grant, listener)) {
      RawClient client = server.server().raw(Map.of("Authorization", authorization));
      client.handshake();
      String answers =
          call(client, 1, listener.url().toString(), TOKEN)
              + call(client, 2, listener.url() + "?t=" + TOKEN, "");
      server.audit().awaitCall(0, "fetch_url");
      return answers;
    }
  }

  private static String call(RawClient client, int id, String url, String token) {
    return client.exchange(
        """
        {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"fetch_url",\
        "arguments":{"url":"%s","token":"%s"}}}"""
            .formatted(id, url, token),
        PATIENCE);
  }

  private Guarded start(Jdk jdk, String mode, String grant, LoopbackListener listener) {
    Path audit = directory.resolve("audit.jsonl");
    String endpoint = "'127.0.0.1:" + listener.port() + "'";
    var server =
        servers.start(
            Guarded.launch(
                    App.vulnerableServer(),
                    jdk,
                    """
                    sallyport: 1
                    mode: %s
                    tools: { fetch_url: { net: [%s]%s } }
                    egress: { allow: [%s] }
                    """
                        .formatted(mode, endpoint, grant, endpoint),
                    audit)
                .args(directory.toString())
                .http());
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  /** What was decided of tokens, once the server ended; no record has the token itself. */
  private List<String> passed() {
    AuditLog audit = new AuditLog(directory.resolve("audit.jsonl"));
    assertThat(audit.text()).doesNotContain(TOKEN);
    return audit.lines().stream()
        .filter(line -> line.operation().startsWith("http passthrough"))
        .map(line -> line.operation() + " " + line.action())
        .toList();
  }
}
