package dev.sallyport.agent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {

  @ParameterizedTest
  @CsvSource({
    "GET, a.com, /x?y, http://a.com/x?y",
    "GET, a.com:8080, /x//y, http://a.com:8080/x//y",
    "GET, a.com, '', http://a.com/",
    "OPTIONS, a.com, *, http://a.com/*",
    "GET, a.com, https://a.com/x, https://a.com/x",
    "GET, A.com, http://a.com:80/x, http://a.com:80/x",
    "GET, , http://a.com/x, http://a.com/x",
    "GET, a.com, /http://b.com/, http://a.com/http://b.com/",
    "CONNECT, a.com:443, a.com:443, http://a.com:443/",
  })
  void url_ofWhatCanBeReadInOneWay_isThat(
      String method, String authority, String target, String url) {
    assertThat(RequestTarget.url(method, "http", authority, target)).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "a.com, http://b.com/x",
    "a.com, http://a.com@b.com/x",
    "a.com, x",
    "a.com, .b.com/x",
    "a.com, '@b.com/x'",
    "a.com, '?x'",
    "a.com/x, /y",
    "a.com@b.com, /y",
    "'a.com ', /y",
    "a.com%2f, /y",
    "'', /y",
    ", /y",
  })
  void url_ofWhatCouldBeReadInTwoWays_isNone(String authority, String target) {
    assertThatThrownBy(() -> RequestTarget.url("GET", "http", authority, target))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void host_isTheOneThatIsNamed() {
    Header host = new Header("hOsT", "a.com");

    assertThat(RequestTarget.host(List.of(new Header("Accept", "b"), host))).isEqualTo("a.com");
    assertThat(RequestTarget.host(List.of())).isNull();
    assertThatThrownBy(() -> RequestTarget.host(List.of(host, host)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.com/x?y, /z, /x?y",
    "http://a.com/x?y, http://a.com/z, http://a.com/x?y",
  })
  void target_ofAUrl_hasTheFormOfTheOther(String url, String like, String target) {
    assertThat(RequestTarget.of(url, like)).isEqualTo(target);
  }
}
