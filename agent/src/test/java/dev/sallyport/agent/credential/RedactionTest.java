package dev.sallyport.agent.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static final String VALUE = "s3cr/t+Value=12";

  private final Secrets secrets = Named.secret(VALUE);

  @Test
  void values_inAnyForm_areTakenOut() {
    assertThat(secrets.visible("a " + VALUE + " b " + VALUE))
        .isEqualTo("a [redacted: token] b [redacted: token]");
    assertThat(secrets.visible("ü€ " + URLEncoder.encode(VALUE, UTF_8) + "&x"))
        .isEqualTo("ü€ [redacted: token]&x");
    assertThat(secrets.visible("{\"a\":\"s3cr\\/t+Value=12\"}"))
        .isEqualTo("{\"a\":\"[redacted: token]\"}");
  }

  @Test
  void base64_leavesNoBitOfTheValue() {
    for (int before = 0; before < 3; before++) {
      for (int after = 0; after < 3; after++) {
        String first = base64("u".repeat(before) + VALUE + "v".repeat(after));
        String other = base64("u".repeat(before) + "0123456789ABCDE" + "v".repeat(after));

        assertThat(secrets.visible(first))
            .isEqualTo(Named.secret("0123456789ABCDE").visible(other))
            .contains("[redacted: token]");
      }
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void overlapping_areTakenOutWhole() {
    Secrets both = new Named().and("one", "abcdefgh").and("two", "efghijkl").secrets();
    Redaction redaction = both.redaction();

    assertThat(redaction.of("-abcdefghijkl-")).isEqualTo("-[redacted: one]-");
    assertThat(redaction.names()).containsExactly("one", "two");
  }

  @Test
  void values_thatTouch_areTakenOutWhole() {
    assertThat(secrets.visible("-" + VALUE + VALUE + "-")).isEqualTo("-[redacted: token]-");
  }

  @Test
  void other_text_staysAsItIs() {
    String text = "nothing \uD800 here";

    assertThat(secrets.visible(text)).isSameAs(text);
  }

  @Test
  void placeholder_stays() {
    Secrets withheld = new Named().andWithheld("token", VALUE).secrets();
    String placeholder = Named.placeholder(withheld);

    assertThat(withheld.visible(placeholder)).isEqualTo(placeholder);
  }
}
