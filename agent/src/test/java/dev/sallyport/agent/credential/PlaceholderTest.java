package dev.sallyport.agent.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {
  private static final String VALUE = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";

  private final Secrets secrets = new Named().andWithheld("token", VALUE).secrets();
  private final String placeholder = Named.placeholder(secrets);

  @Test
  void placeholder_looksLikeTheValue() {
    assertThat(placeholder)
        .hasSameSizeAs(VALUE)
        .startsWith("ghp_")
        .matches("ghp_[0-9]{2}[A-F][0-9][a-f][0-9a-fA-F]+")
        .isNotEqualTo(Named.placeholder(new Named().andWithheld("token", VALUE).secrets()));
    for (int i = 4; i < VALUE.length(); i++) {
      assertThat(placeholder.charAt(i)).isNotEqualTo(VALUE.charAt(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"!$%&/()=?#", "a-b-c-d-e-f", "tiny", "sk-1234567890abcdef", ""})
  void placeholder_ofOddValue_isAsLongAndAnother(String value) {
    Octets octets = Octets.of(value.getBytes(UTF_8));
    Octets placeholder = Placeholders.like(octets);

    assertThat(placeholder.length()).isEqualTo(octets.length());
    assertThat(value.isEmpty() || !placeholder.equals(octets)).isTrue();
  }

  @Test
  void placeholder_isFoundAsOne() {
    assertThat(Named.in("Bearer " + placeholder, secrets))
        .containsExactly(new Found("token", /* placeholder= */ true));
  }

  @Test
  void filling_putsTheValueInTheFormOfThePlaceholder() {
    assertThat(fill("Bearer %s, %s")).isEqualTo("Bearer " + VALUE + ", " + VALUE);
    assertThat(secrets.filled("q=%67" + placeholder.substring(1), Set.of("token")))
        .isEqualTo("q=" + VALUE);
    for (String user : new String[] {"", "u", "us", "use"}) {
      for (String after : new String[] {"", "x", "xy"}) {
        String text = user + ":%s" + after;
        assertThat(fillBase64(Base64.getEncoder(), text))
            .isEqualTo("Basic " + base64(Base64.getEncoder(), String.format(text, VALUE)));
        assertThat(fillBase64(Base64.getUrlEncoder().withoutPadding(), text))
            .isEqualTo(
                "Basic "
                    + base64(Base64.getUrlEncoder().withoutPadding(), String.format(text, VALUE)));
      }
    }
  }

  private String fill(String format) {
    return secrets.filled(format.replace("%s", placeholder), Set.of("token"));
  }

  private String fillBase64(Base64.Encoder encoder, String format) {
    return secrets.filled(
        "Basic " + base64(encoder, String.format(format, placeholder)), Set.of("token"));
  }

  private static String base64(Base64.Encoder encoder, String text) {
    return encoder.encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void filling_ofAnotherName_isNotDone() {
    assertThat(secrets.filled(placeholder, Set.of("other"))).isSameAs(placeholder);
  }

  @Test
  void filling_inQuery_encodesTheValue() {
    Secrets odd = new Named().andWithheld("token", "abc/defg hijk&lmn").secrets();
    String encoded = URLEncoder.encode(Named.placeholder(odd), UTF_8).replace("+", "%20");

    assertThat(odd.filled("https://x/?q=" + encoded + "&r=1", Set.of("token")))
        .isEqualTo("https://x/?q=abc%2Fdefg%20hijk%26lmn&r=1");
  }
}
