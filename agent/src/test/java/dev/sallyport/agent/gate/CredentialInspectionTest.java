package dev.sallyport.agent.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests are only made up, never sent. */
class CredentialInspectionTest {
  private static final String CREDENTIALS =
      """
      credentials:
        github: { property: house.token, hosts: [api.example.com], methods: [GET] }
        key: { property: house.key, hosts: ["other.example.com:8443"] }
      """;
  private static final String GRANTED = "tools: { t: { credentials: [github] } }\n";
  private static final String NOT_GRANTED = "tools: { t: {} }\n";
  private static final String BEARER = "Bearer " + House.TOKEN;
  private static final String HERE = "https://api.example.com/a";

  private House house = House.inCall("mode: enforce\n" + CREDENTIALS + GRANTED);

  @AfterEach
  void close() {
    house.close();
  }

  private void under(String policy) {
    house.close();
    house = House.inCall(policy);
  }

  private static Hop hop(String method, String url, String authorization) {
    return new Hop(
        method,
        url,
        List.of(new Header("Accept", "*/*"), new Header("Authorization", authorization)));
  }

  private boolean passes(Hop hop) {
    return house.inspect(hop).refusal() == null;
  }

  @Test
  void nothing_carried_isNotRecorded() {
    Hop hop = hop("GET", HERE, "Bearer other");

    assertThat(house.inspect(hop).hop()).isSameAs(hop);
    assertThat(house.decisions()).isEmpty();
  }

  @Test
  void value_toItsHostFromItsTool_granted() {
    Hop hop = hop("GET", HERE, BEARER);

    assertThat(house.inspect(hop).hop()).isSameAs(hop);
    assertThat(house.decisions())
        .containsExactly("credential send api.example.com:443 of github allow allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, https://evil.example.com/a, evil.example.com:443",
    "GET, http://api.example.com.evil.org/a, api.example.com.evil.org:80",
    "POST, https://api.example.com/a, api.example.com:443",
    "GET, https://api.example.com\\@evil.org/, ?",
  })
  void value_toAnotherHostOrByAnotherMethod_denied(String method, String url, String target) {
    assertThat(passes(hop(method, url, BEARER))).isFalse();
    assertThat(house.decisions())
        .containsExactly("credential send " + target + " of github deny blocked");
  }

  @Test
  void value_fromAnotherTool_denied() {
    under("mode: enforce\n" + CREDENTIALS + NOT_GRANTED);

    assertThat(passes(hop("GET", HERE, BEARER))).isFalse();
  }

  @Test
  void value_anywhere_audited() {
    under("mode: audit\n" + CREDENTIALS + NOT_GRANTED);
    Hop hop = hop("GET", "https://evil.example.com/", BEARER);

    assertThat(house.inspect(hop).hop()).isSameAs(hop);
    assertThat(house.decisions())
        .containsExactly("credential send evil.example.com:443 of github deny observed");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example.com/%s/x",
    "https://evil.example.com/?token=%s",
    "https://evil.example.com/#%s",
    "https://%s@evil.example.com/",
    "https://me:%s@evil.example.com/"
  })
  void value_inUrl_denied(String url) {
    assertThat(passes(hop("GET", url.replace("%s", House.TOKEN), "none"))).isFalse();
    assertThat(house.decisions())
        .containsExactly("credential send evil.example.com:443 of github deny blocked");
  }

  @Test
  void value_encoded_denied() {
    String basic = Base64.getEncoder().encodeToString(("me:" + House.KEY).getBytes(UTF_8));

    assertThat(passes(hop("GET", HERE, "Basic " + basic))).isFalse();
    assertThat(passes(hop("GET", HERE + "?k=" + URLEncoder.encode(House.KEY, UTF_8), "")))
        .isFalse();
    assertThat(house.decisions())
        .hasSize(2)
        .allMatch(made -> made.contains("api.example.com:443 of key deny blocked"));
  }

  @Test
  void value_inNameOfHeader_denied() {
    Hop hop = new Hop("POST", HERE, List.of(new Header(House.TOKEN, "x")));

    assertThat(passes(hop)).isFalse();
  }

  @Test
  void value_toAnotherPort_denied() {
    under("mode: enforce\n" + CREDENTIALS + "tools: { t: { credentials: [key] } }\n");

    assertThat(passes(hop("GET", "https://other.example.com:8443/", House.KEY))).isTrue();
    assertThat(passes(hop("GET", "https://other.example.com/", House.KEY))).isFalse();
  }

  @Test
  void several_eachIsDecidedOn() {
    assertThat(passes(hop("GET", HERE + "?k=" + House.KEY, BEARER))).isFalse();
    assertThat(house.decisions())
        .containsExactly("credential send api.example.com:443 of key deny blocked");
  }
}
