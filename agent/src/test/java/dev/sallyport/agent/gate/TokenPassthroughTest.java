package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.agent.weave.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that a client sent to this server, on its way to another. */
class TokenPassthroughTest {
  private static final String TOKEN = "0123456789.abcdef-token";
  private static final String NET = "{ net: ['*:*'] }";
  private static final String DENIED = "http passthrough api.example:443 deny ";

  @ParameterizedTest
  @ValueSource(strings = {"Bearer " + TOKEN, "bearer " + TOKEN, TOKEN, "key=" + TOKEN})
  void token_inAHeader_denied(String value) throws Exception {
    try (House house = House.enforcing(NET)) {
      gets(house, "Bearer " + TOKEN);

      assertThat(sends(house, "", "X-Any", value)).isFalse();
      assertThat(house.decisions()).contains(DENIED + "blocked");
      assertThat(house.decisions().toString()).doesNotContain(TOKEN);
    }
  }

  @Test
  void token_withinBasic_denied() throws Exception {
    String basic =
        Base64.getEncoder().encodeToString(("me:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    try (House house = House.enforcing(NET)) {
      gets(house, "Bearer " + TOKEN);

      assertThat(sends(house, "", "Authorization", "Basic " + basic)).isFalse();
      assertThat(sends(house, "", "Authorization", "Basic bm86b25l")).isTrue();
      assertThat(sends(house, "", "Authorization", "Basic ?")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?t=" + TOKEN, "?t=%30123456789%2Eabcdef-token"})
  void token_inTheQuery_denied(String query) throws Exception {
    try (House house = House.enforcing(NET)) {
      gets(house, "Bearer " + TOKEN);

      assertThat(sends(house, query, "X-Any", "y")).isFalse();
      assertThat(house.decisions()).contains(DENIED + "blocked");
      assertThat(house.decisions().toString()).doesNotContain(TOKEN);
    }
  }

  @Test
  void token_whereThePolicyNamesTheServer_granted() throws Exception {
    try (House house = House.enforcing("{ net: ['*:*'], passthrough: ['api.example:443'] }")) {
      gets(house, "Bearer " + TOKEN);

      assertThat(sends(house, "", "Authorization", "Bearer " + TOKEN)).isTrue();
      assertThat(house.decisions()).contains("http passthrough api.example:443 allow allowed");
    }
  }

  @Test
  void token_underAudit_isObserved() throws Exception {
    try (House house = House.auditing(NET)) {
      gets(house, "Bearer " + TOKEN);

      assertThat(sends(house, "", "Authorization", "Bearer " + TOKEN)).isTrue();
      assertThat(house.decisions()).contains(DENIED + "observed");
    }
  }

  @Test
  void token_thatNoClientSent_granted() throws Exception {
    try (House house = House.enforcing(NET)) {
      gets(house, "Bearer another-token-altogether");

      assertThat(sends(house, "", "Authorization", "Bearer " + TOKEN)).isTrue();
    }
  }

  private static boolean sends(House house, String query, String header, String value) {
    return house.allows(
        Check.HTTP_CLIENT,
        JdkRequests.copy(
            HttpRequest.newBuilder(URI.create("https://api.example/x" + query))
                .header(header, value)
                .build()));
  }

  /** The JDK's own server gets a request with that header, and asks as its hook does. */
  private static void gets(House house, String authorization) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          house.gates().check(House.number(Check.INBOUND_JDK), exchange, null, 0, 0);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      assertThat(
              HttpClient.newHttpClient()
                  .send(
                      HttpRequest.newBuilder(uri).header("Authorization", authorization).build(),
                      BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(204);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      server.stop(0);
    }
  }
}
