package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackProxy;
import dev.sallyport.testapps.PlainPeer;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.SelfSigned;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that clients send by way of a proxy, as the JVM's settings want. */
class ProxyIT {
  private static final String SERVED = "200 " + PlainPeer.BODY;
  private static final String GRANTED = "/granted/item";
  private static final String SECRET = "/secret/item";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  private final LoopbackProxy proxy = new LoopbackProxy();
  private final PlainPeer plain = PlainPeer.open();
  private final PlainPeer secure = PlainPeer.securely();
  private final PlainPeer beyond = PlainPeer.securely();

  static Stream<Arguments> cases() {
    return Stream.of(
            Arguments.of("", "jdk", "java.net.http"),
            Arguments.of("", "jdk", "HttpURLConnection"),
            Arguments.of("okhttp/5", "okhttp-5", "OkHttp 5"))
        .flatMap(
            client ->
                Jdks.all().stream()
                    .map(
                        jdk ->
                            Arguments.argumentSet(
                                client.get()[2] + ", " + jdk,
                                client.get()[0],
                                client.get()[1],
                                client.get()[2],
                                jdk)));
  }

  @AfterEach
  void close() {
    proxy.close();
    plain.close();
    secure.close();
    beyond.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void requests_inEnforceMode_areHeldToTheirUrls(
      String module, String library, String client, Jdk jdk) {
    Guarded server = start(jdk, "enforce", module, library);

    String ofProxy = "127.0.0.1:" + proxy.port();
    assertDenied(send(server, "direct", client, plain, GRANTED), ofProxy);
    assertDenied(send(server, "direct", client, secure, GRANTED), ofProxy);
    assertDenied(send(server, "reader", client, beyond, GRANTED), "127.0.0.1:" + beyond.port());
    assertThat(proxy.asked()).isEmpty();

    assertThat(send(server, "reader", client, plain, GRANTED).text()).isEqualTo(SERVED);
    assertDenied(send(server, "reader", client, plain, SECRET), "http get " + plain.origin());
    assertThat(proxy.asked()).containsExactly("GET " + plain.origin() + GRANTED);

    assertThat(send(server, "reader", client, secure, GRANTED).text()).isEqualTo(SERVED);
    assertDenied(send(server, "reader", client, secure, SECRET), "http get " + secure.origin());
    assertThat(secure.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void requests_underAudit_areObserved(String module, String library, String client, Jdk jdk) {
    Guarded server = start(jdk, "audit", module, library);

    for (PlainPeer peer : new PlainPeer[] {plain, secure}) {
      Told told = send(server, "reader", client, peer, SECRET);
      assertThat(told.text()).isEqualTo(SERVED);
      assertThat(told.recorded().denials())
          .extracting(line -> line.operation() + " " + line.action())
          .containsExactly("http get " + peer.origin() + SECRET + " observed");
    }
    Told told = send(server, "reader", client, beyond, GRANTED);
    assertThat(told.text()).isEqualTo(SERVED);
    assertThat(told.recorded().denials())
        .isNotEmpty()
        .allMatch(line -> line.action().equals("observed"));
    assertThat(beyond.requests()).hasSize(1);
  }

  /** By decisions on that alone: the JDK's clients try a connection twice. */
  private static void assertDenied(Told told, String target) {
    assertThat(told.text()).startsWith("threw ");
    assertThat(told.recorded().denials())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.operation()).contains(target);
              assertThat(line.action()).isEqualTo("blocked");
            });
  }

  private static Told send(
      Guarded server, String tool, String client, PlainPeer peer, String path) {
    return server.call(tool, Map.of("client", client, "url", peer.origin() + path));
  }

  private Guarded start(Jdk jdk, String mode, String module, String library) {
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess process =
        servers.start(
            Guarded.launch(
                    module.isEmpty() ? App.httpServer() : App.httpServer(module),
                    jdk,
                    """
                    sallyport: 1
                    mode: %s
                    tools:
                      reader: { http: ['GET %2$s', 'GET %3$s'], net: ['127.0.0.1:%4$d'] }
                      direct: { http: ['GET %2$s', 'GET %3$s'] }
                    egress: { allow: ['127.0.0.1:*'] }
                    """
                        .formatted(
                            mode,
                            plain.origin() + "/granted/**",
                            secure.origin() + "/granted/**",
                            proxy.port()),
                    audit)
                .jvmArgs(SelfSigned.trustedBy(directory))
                .jvmArgs(proxy.usedByDefault())
                .args(library, "reader", "direct"));
    return new Guarded(process, process.client(), new AuditLog(audit));
  }
}
