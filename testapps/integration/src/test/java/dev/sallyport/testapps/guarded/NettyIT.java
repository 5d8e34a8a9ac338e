package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.NameServer;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.UdpListener;
import dev.sallyport.testapps.UnixListener;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Netty's epoll transport, whose system calls no method of the JDK sees, and its DNS client. */
class NettyIT {
  private static final String SECRET = "classified";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static Stream<Arguments> cases() {
    return Stream.of("4.1", "4.2")
        .flatMap(
            line ->
                Jdks.all().stream()
                    .flatMap(
                        jdk ->
                            Stream.of(Twin.values())
                                .map(
                                    twin ->
                                        Arguments.argumentSet(
                                            line + ", " + jdk + ", " + twin, line, jdk, twin))));
  }

  @BeforeEach
  void nativeLibrary() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "the native library is for Linux on x86-64");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void connect_isDecidedOnTheAddress(String line, Jdk jdk, Twin twin) throws IOException {
    try (LoopbackListener service = LoopbackListener.answering("")) {
      String endpoint = "127.0.0.1:" + service.port();
      Told told =
          server(line, jdk, twin, "connect", "net: ['" + endpoint + "']", endpoint)
              .call("connect", to(service.port()));

      if (twin == Twin.DENIED) {
        assertThat(service.accepted()).isZero();
      } else {
        service.awaitReceived(SECRET.length());
      }
      assertTold(twin, told, "written", "network connect localhost (" + endpoint + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void connectToUnixSocket_isDecidedOnThePath(String line, Jdk jdk, Twin twin) throws IOException {
    Path path = directory.toRealPath().resolve("socket");
    try (UnixListener service = UnixListener.on(path)) {
      Told told =
          server(line, jdk, twin, "connect_unix", "files: { write: ['" + path + "'] }", "")
              .call("connect_unix", Map.of("path", path.toString(), "text", SECRET));

      assertThat(service.next()).isEqualTo(twin == Twin.DENIED ? null : SECRET);
      assertTold(twin, told, "written", "file write " + path);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void send_isDecidedOnTheAddress(String line, Jdk jdk, Twin twin) throws IOException {
    try (UdpListener service = UdpListener.open()) {
      String endpoint = "127.0.0.1:" + service.port();
      String near = "listen: ['*:0']";
      Told told =
          server(line, jdk, twin, "send", near, near + ", net: ['" + endpoint + "']", endpoint)
              .call("send", to(service.port()));

      if (twin == Twin.DENIED) {
        assertThat(service.received()).isEmpty();
      } else {
        assertThat(service.received()).containsExactly(SECRET);
      }
      assertTold(twin, told, "sent", "network send localhost (" + endpoint + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void resolve_isDecidedOnTheName_andTheGrantHoldsForWhatCameOfIt(String line, Jdk jdk, Twin twin)
      throws IOException {
    try (NameServer names = NameServer.open()) {
      String server = "127.0.0.1:" + names.port();
      Told told =
          server(
                  line,
                  jdk,
                  twin,
                  "resolve",
                  "net: ['" + server + "']",
                  "net: ['" + server + "', 'api.example.com:9']",
                  server + "', '127.0.0.2:9")
              .call(
                  "resolve",
                  Map.of(
                      "name",
                      "api.example.com",
                      "server",
                      Integer.toString(names.port()),
                      "port",
                      "9"));

      String refused = "network connect api.example.com (127.0.0.2:9)";
      if (twin == Twin.DENIED) {
        assertThat(names.asked()).isEmpty();
        assertThat(told.recorded().denials().get(0).operation())
            .isEqualTo("dns resolve api.example.com");
      } else {
        assertThat(names.asked()).contains("api.example.com.");
        // Nothing listens there: that it was tried is in the records.
        assertThat(told.recorded().on(refused))
            .isNotEmpty()
            .allSatisfy(
                decision ->
                    assertThat(decision.action())
                        .isEqualTo(twin == Twin.GRANTED ? "allowed" : "observed"));
      }
    }
  }

  private static Map<String, String> to(int port) {
    return Map.of("host", "127.0.0.1", "port", Integer.toString(port), "text", SECRET);
  }

  private static void assertTold(Twin twin, Told told, String done, String operation) {
    if (twin == Twin.DENIED) {
      assertThat(told.text()).startsWith("Refused by policy");
    } else {
      assertThat(told.text()).isEqualTo(done);
    }
    assertThat(told.recorded().on(operation))
        .isNotEmpty()
        .allSatisfy(
            decision ->
                assertThat(decision.action())
                    .isEqualTo(
                        switch (twin) {
                          case DENIED -> "blocked";
                          case GRANTED -> "allowed";
                          case AUDITED -> "observed";
                        }));
    assertThat(told.recorded().denials()).hasSize(twin == Twin.GRANTED ? 0 : 1);
  }

  private Guarded server(String line, Jdk jdk, Twin twin, String tool, String least, String lifted)
      throws IOException {
    return server(line, jdk, twin, tool, "", least, lifted);
  }

  private Guarded server(
      String line, Jdk jdk, Twin twin, String tool, String near, String least, String lifted)
      throws IOException {
    Path audit = directory.toRealPath().resolve("audit.jsonl");
    String egress = lifted.isEmpty() ? "" : "egress: { allow: ['" + lifted + "'] }\n";
    ServerProcess process =
        servers.start(
            Guarded.launch(
                App.netty(line),
                jdk,
                "sallyport: 1\nmode: "
                    + twin.mode
                    + "\ntools:\n  "
                    + tool
                    + ": { "
                    + (twin == Twin.GRANTED ? least : near)
                    + " }\n"
                    + egress,
                audit));
    return new Guarded(process, process.client(), new AuditLog(audit));
  }
}
