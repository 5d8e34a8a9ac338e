package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.weave.Check;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests are only made up, never sent. */
class HttpGateTest {
  private final House house =
      House.enforcing("{ http: ['GET https://api.example.com/repos/{owner}/**'] }");

  /** The first line, as the JDK's client has it. */
  private final StringBuilder line = new StringBuilder("GET /repos/me/x HTTP/1.1");

  @AfterEach
  void close() {
    house.close();
  }

  private static HttpRequest request(String method, String url) {
    return JdkRequests.copy(
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build());
  }

  @Test
  void client_byMethodAndUrl_isDecidedOnBoth() {
    String granted = "https://api.example.com/repos/me/x";

    assertThat(house.allows(Check.HTTP_CLIENT, request("GET", granted))).isTrue();
    assertThat(house.allows(Check.HTTP_CLIENT, request("DELETE", granted))).isFalse();
    assertThat(house.allows(Check.HTTP_CLIENT, request("GET", "https://api.example.com/users")))
        .isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "http get " + granted + " allow allowed",
            "http delete " + granted + " deny blocked",
            "http get https://api.example.com/users deny blocked");
  }

  /** One decision for each request, though it is looked at twice; a second one is another. */
  @Test
  void client_whereItWritesWhatWasDecided_isNotDecidedAgain() {
    HttpRequest request = request("GET", "https://api.example.com/repos/me/x");

    assertThat(house.allows(Check.HTTP_CLIENT, request)).isTrue();
    assertThat(house.writes(Check.HTTP_CLIENT, request, null, line)).isTrue();
    assertThat(house.decisions()).hasSize(1);
    assertThat(house.writes(Check.HTTP_CLIENT, request, null, line)).isTrue();
    assertThat(house.decisions()).hasSize(2);
  }

  @Test
  void client_whereAnotherCallWritesWhatWasDecided_isDecidedAgain() {
    HttpRequest request = request("GET", "https://api.example.com/repos/me/x");

    assertThat(house.allows(Check.HTTP_CLIENT, request)).isTrue();
    house.begin("other");
    try {
      assertThat(house.writes(Check.HTTP_CLIENT, request, null, line)).isFalse();
    } finally {
      house.contexts().end();
    }
  }

  @Test
  void urlConnection_byMethodAndUrl_isDecidedOnBoth() throws Exception {
    assertThat(writes(connection("GET", "/repos/me/x"))).isTrue();
    assertThat(writes(connection("POST", "/repos/me/x"))).isFalse();
    assertThat(writes(connection("GET", "/users"))).isFalse();
  }

  private boolean writes(HttpURLConnection connection) throws ReflectiveOperationException {
    Object headers = Class.forName("sun.net.www.MessageHeader").getConstructor().newInstance();
    return house.writes(Check.HTTP_URL_CONNECTION, connection, null, headers);
  }

  private static HttpURLConnection connection(String method, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("https://api.example.com" + path).toURL().openConnection();
    connection.setRequestMethod(method);
    return connection;
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com/repos/me/x?token=s3cret, https://api.example.com/repos/me/x?...",
    "https://api.example.com/repos/me/x#s3cret?, https://api.example.com/repos/me/x",
    "https://me:s3cret@api.example.com/repos/me/x, https://api.example.com/repos/me/x",
    "https://me:s3cret@api.example.com?a=b@c, https://api.example.com?...",
    "https://me:s3cret@api.example.com, https://api.example.com",
    "https://api.example.com/a@b, https://api.example.com/a@b",
    "https://api.example.com, https://api.example.com"
  })
  void record_ofUrl_holdsNoValues(String url, String target) {
    house.allows(Check.HTTP_CLIENT, request("GET", url));

    assertThat(house.decisions()).singleElement().asString().contains(" " + target + " ");
  }
}
