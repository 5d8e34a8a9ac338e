package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.UdpListener;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One tool opens a connection, another writes on it. */
class PooledConnectionIT {
  private static final List<String> KINDS =
      List.of("socket", "urgent", "channel", "gathering", "asynchronous", "file", "datagrams");
  private static final String WRITTEN = "written";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static Stream<Arguments> connections() {
    return Jdks.all().stream()
        .flatMap(
            jdk -> KINDS.stream().map(kind -> Arguments.argumentSet(kind + ", " + jdk, jdk, kind)));
  }

  @ParameterizedTest
  @MethodSource("connections")
  void write_byToolWithoutTheGrant_doesNotArrive(Jdk jdk, String kind) throws IOException {
    try (LoopbackListener stream = LoopbackListener.answering("");
        UdpListener datagrams = UdpListener.open()) {
      int port = kind.equals("datagrams") ? datagrams.port() : stream.port();
      Guarded server = server(jdk, "enforce", port, "");
      Told told = exchange(server, kind, port);

      assertThat(stream.received()).isEmpty();
      assertThat(datagrams.received()).isEmpty();
      assertThat(told.text()).startsWith("Refused by policy");
      assertThat(told.recorded().denials())
          .singleElement()
          .satisfies(
              denial -> {
                assertThat(denial.operation())
                    .isEqualTo("network connect localhost (127.0.0.1:" + port + ")");
                assertThat(denial.action()).isEqualTo("blocked");
              });
    }
  }

  @ParameterizedTest
  @MethodSource("connections")
  void write_byToolWithTheGrant_arrives(Jdk jdk, String kind) throws IOException {
    try (LoopbackListener stream = LoopbackListener.answering("");
        UdpListener datagrams = UdpListener.open()) {
      int port = kind.equals("datagrams") ? datagrams.port() : stream.port();
      Guarded server = server(jdk, "enforce", port, "net: ['127.0.0.1:" + port + "'], ");
      Told told = exchange(server, kind, port);

      assertArrived(kind, stream, datagrams);
      assertThat(told.text()).isEqualTo(WRITTEN);
      assertThat(told.recorded().denials()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("connections")
  void write_inAuditMode_arrivesAndIsRecordedOnce(Jdk jdk, String kind) throws IOException {
    try (LoopbackListener stream = LoopbackListener.answering("");
        UdpListener datagrams = UdpListener.open()) {
      int port = kind.equals("datagrams") ? datagrams.port() : stream.port();
      Guarded server = server(jdk, "audit", port, "");
      Told told = exchange(server, kind, port);

      assertArrived(kind, stream, datagrams);
      assertThat(told.text()).isEqualTo(WRITTEN);
      assertThat(told.recorded().denials())
          .singleElement()
          .satisfies(denial -> assertThat(denial.action()).isEqualTo("observed"));
    }
  }

  private static void assertArrived(String kind, LoopbackListener stream, UdpListener datagrams) {
    switch (kind) {
      case "datagrams" -> assertThat(datagrams.received()).containsExactly("classified");
      // Out of band: the byte is there, and read only by who asks for it.
      case "urgent" -> {}
      default -> {
        stream.awaitReceived("classified".length());
        assertThat(stream.received()).startsWith("classified");
      }
    }
  }

  private Guarded server(Jdk jdk, String mode, int port, String grants) throws IOException {
    Path root = directory.toRealPath();
    Path secret = Files.writeString(root.resolve("secret.txt"), "classified");
    Path audit = root.resolve("audit.jsonl");
    ServerProcess process =
        servers.start(
            Guarded.launch(
                    App.vulnerableServer(),
                    jdk,
                    """
                    sallyport: 1
                    mode: %1$s
                    tools:
                      open_pooled: { net: ['127.0.0.1:%2$d'] }
                      write_pooled: { %3$sfiles: { read: ['%4$s'] } }
                    egress: { allow: ['127.0.0.1:%2$d'] }
                    """
                        .formatted(mode, port, grants, secret),
                    audit)
                .args(root.toString()));
    return new Guarded(process, process.client(), new AuditLog(audit));
  }

  private Told exchange(Guarded server, String kind, int port) throws IOException {
    Told opened =
        server.call(
            "open_pooled",
            Map.of("kind", kind, "host", "127.0.0.1", "port", Integer.toString(port)));
    assertThat(opened.text()).isEqualTo("open");
    String text =
        kind.equals("file")
            ? directory.toRealPath().resolve("secret.txt").toString()
            : "classified";
    return server.call("write_pooled", Map.of("kind", kind, "text", text));
  }
}
