package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.context.Arrival;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTokensTest {
  private static final String TOKEN = "aB3-._~+/xyz.0123456789==";

  /** A clock that goes when it is told to. */
  private static final class Hands implements InstantSource {
    private long millis;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }

  private final Hands hands = new Hands();
  private final ClientTokens tokens = new ClientTokens(hands);

  @ParameterizedTest
  @ValueSource(
      strings = {
        TOKEN,
        "Bearer " + TOKEN,
        "token=" + TOKEN,
        "a=b; token=\"" + TOKEN + "\", c",
        "https://a.example/x?access_token=" + TOKEN + "&y=1",
        "https://a.example/x?t=aB3-._~%2B%2Fxyz.0123456789%3D%3D",
        "https://a.example/x?t=%61%42%33-._~%2b%2fxyz.0123456789%3d%3d#f",
        "user:" + TOKEN,
        "{\"token\":\"" + TOKEN + "\"}"
      })
  void token_inText_isKnown(String text) {
    remember("Bearer " + TOKEN, "");

    assertThat(tokens.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "aB3-._~+/xyz.0123456789=",
        "aB3-._~+/xyz.012345678x==",
        "%",
        "%zz",
        "==",
        "xaB3-._~+/xyz.0123456789=="
      })
  void text_withoutIt_isNot(String text) {
    remember("Bearer " + TOKEN, "");

    assertThat(tokens.isIn(text)).isFalse();
  }

  @Test
  void token_inAPath_isKnown() {
    remember("bearer  0123456789abcdef ", "");

    assertThat(tokens.isIn("https://a.example/t/0123456789abcdef/x")).isTrue();
    assertThat(tokens.isIn("https://a.example/t/0123456789abcdee/x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dXNlcjpwYXNzd29yZA==", "Bearer", "Bearer short", "", "0123456789"})
  void authorization_otherThanABearer_isNotRemembered(String authorization) {
    remember(authorization, "");

    assertThat(tokens.count()).isZero();
  }

  @Test
  void token_unseenForAnHour_isForgotten() {
    remember("Bearer " + TOKEN, "");

    hands.millis += ClientTokens.IDLE_MILLIS;
    assertThat(tokens.isIn(TOKEN)).isTrue();
    hands.millis++;
    assertThat(tokens.isIn(TOKEN)).isFalse();
    assertThat(tokens.count()).isZero();
  }

  @Test
  void token_isRememberedAsLongAsItsSessionGoesOn() {
    remember("Bearer " + TOKEN, "s1");
    hands.millis += ClientTokens.IDLE_MILLIS;
    tokens.remember(arrival(List.of(), List.of("s1")));
    hands.millis += ClientTokens.IDLE_MILLIS;

    assertThat(tokens.isIn(TOKEN)).isTrue();
  }

  @Test
  void session_ofAnother_prolongsNothing() {
    remember("Bearer " + TOKEN, "s1");
    hands.millis += ClientTokens.IDLE_MILLIS;
    tokens.remember(arrival(List.of(), List.of("s2")));
    hands.millis++;

    assertThat(tokens.isIn(TOKEN)).isFalse();
  }

  @Test
  void tokens_moreThanAreKept_theOneSeenLongestAgoGoes() {
    remember("Bearer " + TOKEN, "");
    remember("Bearer token-number-0", "");
    remember("Bearer " + TOKEN, "");
    for (int i = 1; i < ClientTokens.MOST; i++) {
      remember("Bearer token-number-" + i, "");
    }

    assertThat(tokens.count()).isEqualTo(ClientTokens.MOST);
    assertThat(tokens.isIn(TOKEN)).isTrue();
    assertThat(tokens.isIn("token-number-0")).isFalse();
    assertThat(tokens.isIn("token-number-1")).isTrue();
  }

  private void remember(String authorization, String session) {
    tokens.remember(
        arrival(List.of(authorization), session.isEmpty() ? List.of() : List.of(session)));
  }

  private static Arrival arrival(List<String> authorizations, List<String> sessions) {
    return new Arrival(
        authorizations, List.of(), sessions, null, null, "", /* local= */ true, "", List.of());
  }
}
