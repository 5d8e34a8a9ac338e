package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP by clients that no hook sees is held by what they write, with TLS and without. */
class UnseenHttpIT {
  private static final List<String> KINDS =
      List.of("socket", "bytewise", "channel", "gathering", "asynchronous", "tls", "engine");
  private static final String ANSWER = "an answer";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  private final LoopbackListener plain = LoopbackListener.answering(ANSWER);
  private final LoopbackListener secure = LoopbackListener.securely(ANSWER);

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @AfterEach
  void close() {
    plain.close();
    secure.close();
  }

  private static boolean isSecure(String kind) {
    return kind.equals("tls") || kind.equals("engine");
  }

  private LoopbackListener listener(String kind) {
    return isSecure(kind) ? secure : plain;
  }

  private String url(String kind, String path) {
    String scheme = isSecure(kind) ? "https" : "http";
    return scheme + "://localhost:" + listener(kind).port() + path;
  }

  private String unseen(String kind) {
    return "http unseen localhost:" + listener(kind).port();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void request_toPathThatIsNotGranted_doesNotArrive(Jdk jdk) {
    Guarded server = server(jdk, "enforce", "");

    for (String kind : KINDS) {
      Told told = speak(server, kind, "/secret");
      assertThat(told.text()).as(kind).startsWith("Refused by policy");
      assertThat(told.recorded().denials())
          .as(kind)
          .extracting(AuditLine::operation)
          .containsExactly("http get " + url(kind, "/secret"));
    }
    // Of a head in pieces all but the last leave, and are no request.
    assertThat(plain.received()).doesNotContain("\r\n\r\n");
    assertThat(secure.received()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void request_toGrantedPath_arrivesAndIsRecordedAsUnseen(Jdk jdk) {
    Guarded server = server(jdk, "enforce", "");

    for (String kind : KINDS) {
      Told told = speak(server, kind, "/granted");
      assertThat(told.text()).as(kind).contains(ANSWER);
      assertThat(told.recorded().denials()).as(kind).isEmpty();
      assertThat(told.recorded().decisions())
          .as(kind)
          .extracting(AuditLine::operation)
          .contains(unseen(kind), "http get " + url(kind, "/granted"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void request_whereItHasToBeSeen_doesNotArrive(Jdk jdk) {
    Guarded server = server(jdk, "enforce", ", unseen: deny");

    for (String kind : KINDS) {
      Told told = speak(server, kind, "/granted");
      assertThat(told.text()).as(kind).startsWith("Refused by policy");
    }
    assertThat(plain.received()).doesNotContain("\r\n\r\n");
    assertThat(secure.received()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void request_inAuditMode_arrivesAndIsRecorded(Jdk jdk) {
    Guarded server = server(jdk, "audit", ", unseen: deny");

    for (String kind : KINDS) {
      Told told = speak(server, kind, "/secret");
      assertThat(told.text()).as(kind).contains(ANSWER);
      assertThat(told.recorded().denials())
          .as(kind)
          .extracting(AuditLine::operation)
          // An engine is offered the same bytes until it has shaken hands, each time to be decided.
          .containsOnly(unseen(kind), "http get " + url(kind, "/secret"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void bytes_overTheLimit_areNotSent(Jdk jdk) {
    Guarded server = server(jdk, "enforce", ", limits: { sent: 10 }");

    for (String kind : KINDS) {
      Told told = speak(server, kind, "/granted");
      assertThat(told.text()).as(kind).startsWith("Refused by policy");
      assertThat(told.recorded().denials())
          .as(kind)
          .extracting(AuditLine::operation)
          .containsExactly("network send bytes sent");
    }
    assertThat(plain.received()).doesNotContain("\r\n");
    assertThat(secure.received()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void bytes_overTheLimit_areNotReceived(Jdk jdk) {
    Guarded server = server(jdk, "enforce", ", limits: { received: 10 }");

    for (String kind : KINDS) {
      Told told = speak(server, kind, "/granted");
      assertThat(told.text()).as(kind).startsWith("Refused by policy");
      assertThat(told.recorded().denials())
          .as(kind)
          .extracting(AuditLine::operation)
          .containsExactly("network receive bytes received");
    }
  }

  private Guarded server(Jdk jdk, String mode, String keys) {
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess process =
        servers.start(
            Guarded.launch(
                    App.vulnerableServer(),
                    jdk,
                    """
                    sallyport: 1
                    mode: %s
                    tools:
                      speak: { http: ['GET %s', 'GET %s']%s }
                    egress: { allow: ['127.0.0.1:%d', '127.0.0.1:%d'] }
                    """
                        .formatted(
                            mode,
                            url("socket", "/granted"),
                            url("tls", "/granted"),
                            keys,
                            plain.port(),
                            secure.port()),
                    audit)
                .args(directory.toString()));
    return new Guarded(process, process.client(), new AuditLog(audit));
  }

  private Told speak(Guarded server, String kind, String path) {
    String port = Integer.toString(listener(kind).port());
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n";
    return server.call(
        "speak", Map.of("kind", kind, "host", "localhost", "port", port, "text", request));
  }
}
