package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AdditionsTest {
  private static final Header ACCEPT = new Header("Accept", "*/*");
  private static final Header PLACEHOLDER = new Header("X-Key", "placeholder");
  private static final Header VALUE = new Header("X-Key", "value");
  private static final Header COOKIE = new Header("Cookie", "a=b");
  private static final Header AGENT = new Header("User-Agent", "client");

  private static Hop hop(Header... headers) {
    return new Hop("GET", "https://api.example.com/x", List.of(headers));
  }

  @Test
  void additions_areWhatTheClientAddedSince() {
    Hop now = hop(ACCEPT, AGENT, PLACEHOLDER);
    Additions additions = new Additions(now, hop(ACCEPT, PLACEHOLDER), hop(ACCEPT, VALUE));

    assertThat(additions.hop().headers()).containsExactly(AGENT);
    assertThat(additions.with(additions.hop()).headers()).containsExactly(ACCEPT, AGENT, VALUE);
  }

  @Test
  void header_writtenInAnotherCase_isKnownAndStaysSo() {
    Hop now = hop(new Header("x-key", "placeholder"), AGENT);
    Additions additions = new Additions(now, hop(PLACEHOLDER), hop(VALUE));

    assertThat(additions.hop().headers()).containsExactly(AGENT);
    assertThat(additions.with(additions.hop()).headers())
        .containsExactly(new Header("x-key", "value"), AGENT);
  }

  @Test
  void header_thatWasLeftOut_staysLeftOut() {
    Hop now = hop(AGENT, COOKIE, ACCEPT, PLACEHOLDER);
    Hop read = hop(COOKIE, ACCEPT, PLACEHOLDER);
    Additions additions = new Additions(now, read, hop(ACCEPT, VALUE));

    assertThat(additions.with(additions.hop()).headers()).containsExactly(AGENT, ACCEPT, VALUE);
  }

  @Test
  void addition_thatIsLeftOut_isNotSent() {
    Hop now = hop(AGENT, COOKIE, ACCEPT);
    Additions additions = new Additions(now, hop(ACCEPT), hop(ACCEPT));

    assertThat(additions.with(hop(AGENT)).headers()).containsExactly(AGENT, ACCEPT);
  }
}
