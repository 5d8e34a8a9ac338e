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
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A tool that asks another MCP server, by the official SDK and by hand. */
class McpClientIT {
  private static final String MESSAGE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  static Stream<Arguments> transports() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                List.of("streamable", "sse").stream()
                    .map(kind -> Arguments.argumentSet(kind + ", " + jdk, jdk, kind)));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void sdk_withoutTheGrant_reachesNoServer(Jdk jdk, String transport) {
    try (LoopbackListener listener = LoopbackListener.answering("")) {
      Told told = ask(guarded(jdk, "enforce", listener.port(), ""), transport, listener.url());

      assertThat(listener.accepted()).isZero();
      assertThat(told.text()).startsWith("Refused by policy");
      assertThat(told.recorded().denials())
          .extracting(AuditLine::operation)
          .contains("mcp client 127.0.0.1:" + listener.port());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sdk_withTheGrant_isAnswered(Jdk jdk) {
    URI other = other();
    String grant = "mcp: ['127.0.0.1:" + other.getPort() + "'], ";
    Told told = ask(guarded(jdk, "enforce", other.getPort(), grant), "streamable", other);

    assertThat(told.text()).contains("read_file");
    assertThat(told.recorded().denials()).isEmpty();
    assertThat(told.recorded().decisions())
        .extracting(AuditLine::operation)
        .contains("mcp client 127.0.0.1:" + other.getPort());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sdk_inAuditMode_isAnsweredAndRecorded(Jdk jdk) {
    URI other = other();
    Told told = ask(guarded(jdk, "audit", other.getPort(), ""), "streamable", other);

    assertThat(told.text()).contains("read_file");
    assertThat(told.recorded().denials())
        .extracting(AuditLine::operation)
        // Two of the client's threads may come at the same moment, and both say so.
        .containsOnly("mcp client 127.0.0.1:" + other.getPort());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void message_byHand_withoutTheGrant_doesNotArrive(Jdk jdk) {
    try (LoopbackListener listener = LoopbackListener.answering("{}")) {
      Told told = speak(guarded(jdk, "enforce", listener.port(), ""), listener);

      assertThat(listener.received()).isEmpty();
      assertThat(told.text()).startsWith("Refused by policy");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void message_byHand_withTheGrant_arrives(Jdk jdk) {
    try (LoopbackListener listener = LoopbackListener.answering("{}")) {
      String grant =
          "mcp: ['127.0.0.1:" + listener.port() + "', 'localhost:" + listener.port() + "'], ";
      Told told = speak(guarded(jdk, "enforce", listener.port(), grant), listener);

      assertThat(listener.received()).endsWith(MESSAGE);
      assertThat(told.recorded().denials()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sdk_overStdio_withoutTheGrant_startsNoServer(Jdk jdk) {
    Told told = start(guarded(jdk, "enforce", 1, program(jdk)), jdk);

    assertThat(told.text()).startsWith("Refused by policy");
    assertThat(told.recorded().denials())
        .extracting(AuditLine::operation)
        .containsOnly("mcp client stdio");
    assertThat(told.recorded().decisions()).extracting(AuditLine::gate).doesNotContain("process");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sdk_overStdio_withTheGrant_isAnswered(Jdk jdk) {
    Told told = start(guarded(jdk, "enforce", 1, "mcp: [stdio], " + program(jdk)), jdk);

    assertThat(told.text()).contains("read_file");
    assertThat(told.recorded().denials()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sdk_overStdio_inAuditMode_isAnsweredAndRecorded(Jdk jdk) {
    Told told = start(guarded(jdk, "audit", 1, program(jdk)), jdk);

    assertThat(told.text()).contains("read_file");
    assertThat(told.recorded().denials())
        .extracting(AuditLine::operation)
        .containsOnly("mcp client stdio");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void headers_ofTheProtocol_areAnMcpClient(Jdk jdk) {
    try (LoopbackListener listener = LoopbackListener.answering("{}")) {
      String here = "mcp client 127.0.0.1:" + listener.port();
      Told denied = sendHeader(jdk, "enforce", "", listener);
      assertThat(listener.received()).isEmpty();
      assertThat(denied.text()).startsWith("threw ");
      assertThat(denied.recorded().denials())
          .extracting(AuditLine::operation)
          .containsExactly(here);

      Told observed = sendHeader(jdk, "audit", "", listener);
      assertThat(observed.text()).startsWith("200 ");
      assertThat(observed.recorded().denials())
          .extracting(AuditLine::operation)
          .containsExactly(here);

      String grant = "mcp: ['127.0.0.1:" + listener.port() + "'], ";
      Told granted = sendHeader(jdk, "enforce", grant, listener);
      assertThat(granted.text()).startsWith("200 ");
      assertThat(granted.recorded().denials()).isEmpty();
      assertThat(listener.received()).containsIgnoringCase("Mcp-Session-Id: 1");
    }
  }

  /** By a client that knows nothing of the protocol. */
  private Told sendHeader(Jdk jdk, String mode, String grants, LoopbackListener listener) {
    Path audit = directory.resolve("headers-" + mode + grants.length() + ".jsonl");
    ServerProcess process =
        servers.start(
            Guarded.launch(
                    App.httpServer(),
                    jdk,
                    """
                    sallyport: 1
                    mode: %1$s
                    tools:
                      sender: { %3$shttp: ['GET http://127.0.0.1:%2$d/**'] }
                    egress: { allow: ['127.0.0.1:%2$d'] }
                    """
                        .formatted(mode, listener.port(), grants),
                    audit)
                .args("jdk", "sender"));
    return new Guarded(process, process.client(), new AuditLog(audit))
        .call(
            "sender",
            Map.of(
                "client",
                "java.net.http",
                "url",
                listener.url().toString(),
                "headers",
                "Mcp-Session-Id: 1"));
  }

  /** To start a JVM with any arguments; the SDK looks at all variables first. */
  private static String program(Jdk jdk) {
    return "env: ['*'], exec: [{ program: '" + real(jdk.java()) + "', args: ['**'] }], ";
  }

  private static Path real(Path program) {
    try {
      return program.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Told start(Guarded server, Jdk jdk) {
    App other = App.filesServer();
    String command =
        String.join(
            " ",
            real(jdk.java()).toString(),
            "-cp",
            other.classPath(),
            other.main(),
            directory.toString());
    return server.call("ask_server", Map.of("transport", "stdio", "server", command));
  }

  private URI other() {
    ServerProcess other =
        servers.start(ServerProcess.of(App.filesServer()).http().args(directory.toString()));
    other.client();
    return other.endpoint();
  }

  private Guarded guarded(Jdk jdk, String mode, int port, String grants) {
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess process =
        servers.start(
            Guarded.launch(
                    App.vulnerableServer(),
                    jdk,
                    """
                    sallyport: 1
                    mode: %1$s
                    tools:
                      "*": { %3$snet: ['127.0.0.1:%2$d'] }
                    egress: { allow: ['127.0.0.1:%2$d'] }
                    """
                        .formatted(mode, port, grants),
                    audit)
                .args(directory.toString()));
    return new Guarded(process, process.client(), new AuditLog(audit));
  }

  private static Told ask(Guarded server, String transport, URI url) {
    return server.call("ask_server", Map.of("transport", transport, "server", url.toString()));
  }

  private static Told speak(Guarded server, LoopbackListener listener) {
    String request =
        "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
            + MESSAGE.length()
            + "\r\n\r\n"
            + MESSAGE;
    return server.call(
        "speak",
        Map.of(
            "kind",
            "socket",
            "host",
            "127.0.0.1",
            "port",
            Integer.toString(listener.port()),
            "text",
            request));
  }
}
