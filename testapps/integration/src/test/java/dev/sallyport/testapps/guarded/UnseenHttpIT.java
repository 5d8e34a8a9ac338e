package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP by a client that no hook sees is held by what it writes, with TLS and without. */
class UnseenHttpIT {
  private static final List<String> KINDS =
      List.of("socket", "bytewise", "channel", "gathering", "asynchronous", "tls", "engine");
  private static final String ANSWER = "an answer";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static Stream<Arguments> clients() {
    return Jdks.all().stream()
        .flatMap(
            jdk -> KINDS.stream().map(kind -> Arguments.argumentSet(kind + ", " + jdk, jdk, kind)));
  }

  private static LoopbackListener listener(String kind) {
    return isSecure(kind) ? LoopbackListener.securely(ANSWER) : LoopbackListener.answering(ANSWER);
  }

  private static boolean isSecure(String kind) {
    return kind.equals("tls") || kind.equals("engine");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void request_toPathThatIsNotGranted_doesNotArrive(Jdk jdk, String kind) throws IOException {
    try (LoopbackListener listener = listener(kind)) {
      Told told = speak(jdk, kind, listener, "enforce", "", "/secret");

      // Of a head in pieces all but the last leave, and are no request.
      assertThat(listener.received()).doesNotContain("\r\n\r\n");
      assertThat(told.text()).startsWith("Refused by policy");
      assertThat(told.recorded().denials())
          .singleElement()
          .satisfies(
              denial -> {
                assertThat(denial.operation())
                    .isEqualTo("http get " + url(kind, listener, "/secret"));
                assertThat(denial.action()).isEqualTo("blocked");
              });
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void request_toGrantedPath_arrivesAndIsRecordedAsUnseen(Jdk jdk, String kind) throws IOException {
    try (LoopbackListener listener = listener(kind)) {
      Told told = speak(jdk, kind, listener, "enforce", "", "/granted");

      assertThat(told.text()).contains(ANSWER);
      assertThat(listener.received()).startsWith("GET /granted ");
      assertThat(told.recorded().denials()).isEmpty();
      assertThat(told.recorded().decisions())
          .extracting(AuditLine::operation)
          .contains(
              "http unseen localhost:" + listener.port(),
              "http get " + url(kind, listener, "/granted"));
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void request_whereItHasToBeSeen_doesNotArrive(Jdk jdk, String kind) throws IOException {
    try (LoopbackListener listener = listener(kind)) {
      Told told = speak(jdk, kind, listener, "enforce", "unseen: deny, ", "/granted");

      assertThat(listener.received()).doesNotContain("\r\n\r\n");
      assertThat(told.text()).startsWith("Refused by policy");
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void request_inAuditMode_arrivesAndIsRecorded(Jdk jdk, String kind) throws IOException {
    try (LoopbackListener listener = listener(kind)) {
      Told told = speak(jdk, kind, listener, "audit", "unseen: deny, ", "/secret");

      assertThat(told.text()).contains(ANSWER);
      assertThat(told.recorded().denials())
          .extracting(AuditLine::operation)
          .containsExactly(
              "http unseen localhost:" + listener.port(),
              "http get " + url(kind, listener, "/secret"));
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void bytes_overTheLimit_areNotSent(Jdk jdk, String kind) throws IOException {
    try (LoopbackListener listener = listener(kind)) {
      Told told = speak(jdk, kind, listener, "enforce", "limits: { sent: 10 }, ", "/granted");

      assertThat(listener.received().length()).isLessThanOrEqualTo(10);
      assertThat(told.text()).startsWith("Refused by policy");
      assertThat(told.recorded().denials())
          .extracting(AuditLine::operation)
          .containsExactly("network send bytes sent");
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void bytes_overTheLimit_areNotReceived(Jdk jdk, String kind) throws IOException {
    try (LoopbackListener listener = listener(kind)) {
      Told told = speak(jdk, kind, listener, "enforce", "limits: { received: 10 }, ", "/granted");

      assertThat(told.text()).startsWith("Refused by policy");
      assertThat(told.recorded().denials())
          .extracting(AuditLine::operation)
          .containsExactly("network receive bytes received");
    }
  }

  private static String url(String kind, LoopbackListener listener, String path) {
    return (isSecure(kind) ? "https" : "http") + "://localhost:" + listener.port() + path;
  }

  private Told speak(
      Jdk jdk, String kind, LoopbackListener listener, String mode, String keys, String path)
      throws IOException {
    Path audit = directory.resolve("audit.jsonl");
    int port = listener.port();
    ServerProcess process =
        servers.start(
            Guarded.launch(
                    App.vulnerableServer(),
                    jdk,
                    """
                    sallyport: 1
                    mode: %s
                    tools:
                      speak: { %shttp: ['GET %s'] }
                    egress: { allow: ['127.0.0.1:%d'] }
                    """
                        .formatted(mode, keys, url(kind, listener, "/granted"), port),
                    audit)
                .args(directory.toString()));
    Guarded server = new Guarded(process, process.client(), new AuditLog(audit));
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n";
    return server.call(
        "speak",
        Map.of("kind", kind, "host", "localhost", "port", Integer.toString(port), "text", request));
  }
}
