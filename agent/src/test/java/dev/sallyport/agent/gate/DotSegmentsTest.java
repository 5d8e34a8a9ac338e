package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotSegmentsTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.com/b/../c, http://a.com/c",
    "http://a.com/b/c/../../d, http://a.com/d",
    "http://a.com/../b, http://a.com/b",
    "http://a.com/../../b/, http://a.com/b/",
    "http://a.com/b/../, http://a.com/",
    "http://a.com/./b, http://a.com/b",
    "http://a.com/b/./c?d=/../e#/../f, http://a.com/b/c?d=/../e#/../f",
    "HTTP://A.com:80/%62/../%63, HTTP://A.com:80/%63",
  })
  void resolved_ofPlainDots_isWithoutThem(String url, String resolved) {
    assertThat(DotSegments.resolved(url)).isEqualTo(resolved);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.com",
        "http://a.com/b/c",
        "http://a.com/.well-known/..b/...",
        "http://a.com?b=/../c",
        "http://a.com/b?c=/../d",
        "http://a.com/b/%2e%2e/c",
        "http://a.com/b/..",
        "http://a.com/b/./../c",
        "http://a.com/b//../c",
        "http://user@a.com/b/../c",
      })
  void resolved_ofOthers_isAsItWas(String url) {
    assertThat(DotSegments.resolved(url)).isEqualTo(url);
  }
}
