package dev.sallyport.agent.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests with what stands for a secret; they are only made up, never sent. */
class WithheldCredentialTest {
  private static final String POLICY =
      """
      mode: enforce
      credentials:
        github: { property: house.token, hosts: [api.example.com], withhold: true }
      tools: { t: { credentials: [github] }, other: {}, audited: { mode: audit } }
      """;
  private static final String HERE = "https://api.example.com/a";
  private static final String ELSEWHERE = "https://evil.example.com/a";

  private final House house = House.inCall(POLICY);
  private final String placeholder = placeholder();

  @AfterEach
  void close() {
    house.close();
  }

  private String placeholder() {
    Properties properties = new Properties();
    house.secrets().withholdProperties(properties);
    return properties.getProperty("house.token");
  }

  private static Hop hop(String url, String authorization) {
    return new Hop("POST", url, List.of(new Header("Authorization", authorization)));
  }

  private static String basic(String password) {
    return "Basic " + Base64.getEncoder().encodeToString(("me:" + password).getBytes(UTF_8));
  }

  @Test
  void placeholder_toItsHostFromItsTool_becomesTheValue() {
    assertThat(placeholder).hasSameSizeAs(House.TOKEN).startsWith("ghp_").isNotEqualTo(House.TOKEN);
    assertThat(house.inspect(hop(HERE, "Bearer " + placeholder)))
        .isEqualTo(new Inspected(hop(HERE, "Bearer " + House.TOKEN), null));
    assertThat(house.inspect(hop(HERE, basic(placeholder))))
        .isEqualTo(new Inspected(hop(HERE, basic(House.TOKEN)), null));
    assertThat(house.inspect(hop(HERE + "?t=" + placeholder, "none")))
        .isEqualTo(new Inspected(hop(HERE + "?t=" + House.TOKEN, "none"), null));
    assertThat(house.decisions())
        .hasSize(3)
        .containsOnly("credential send api.example.com:443 of github allow allowed");
  }

  @Test
  void placeholder_toAnotherHost_denied() {
    Hop hop = hop(ELSEWHERE, "Bearer " + placeholder);
    Inspected inspected = house.inspect(hop);

    assertThat(inspected.refusal()).isNotNull();
    assertThat(inspected.hop()).isSameAs(hop);
    assertThat(house.decisions())
        .containsExactly("credential send evil.example.com:443 of github deny blocked");
  }

  @Test
  void placeholder_fromAnotherTool_denied() {
    house.begin("other");

    assertThat(house.inspect(hop(HERE, "Bearer " + placeholder)).refusal()).isNotNull();
  }

  @Test
  void placeholder_fromToolThatIsAudited_staysAPlaceholder() {
    house.begin("audited");
    Hop hop = hop(ELSEWHERE, "Bearer " + placeholder);

    assertThat(house.inspect(hop)).isEqualTo(new Inspected(hop, null));
    assertThat(house.decisions())
        .containsExactly("credential send evil.example.com:443 of github deny observed");
  }

  @Test
  void placeholder_inPathOrUser_deniedWhereverItGoes() {
    assertThat(house.inspect(hop(HERE + "/" + placeholder, "none")).refusal()).isNotNull();
    assertThat(house.inspect(hop("https://" + placeholder + "@api.example.com/", "none")).refusal())
        .isNotNull();
    assertThat(house.decisions())
        .contains("credential send api.example.com:443 of github deny blocked");
  }

  @Test
  void value_thatTheServerHasNevertheless_isDecidedOnAsEver() {
    assertThat(house.inspect(hop(HERE, "Bearer " + House.TOKEN)).refusal()).isNull();
    assertThat(house.inspect(hop(ELSEWHERE, "Bearer " + House.TOKEN)).refusal()).isNotNull();
  }
}
