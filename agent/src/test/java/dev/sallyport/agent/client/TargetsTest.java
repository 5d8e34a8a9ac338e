package dev.sallyport.agent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.com, /b?c#d, http://a.com/b?c",
    "http://a.com, , http://a.com/",
    "http://a.com, ?b=http://c.com/d, http://a.com/?b=http://c.com/d",
    "http://a.com, b/http://c.com/d, http://a.com/b/http://c.com/d",
    "http://a.com, http://a.com, http://a.com/",
    "http://a.com, http://a.com?b, http://a.com/?b",
    "http://a.com, HTTP://A.com:80/b, http://a.com/b",
    "https://a.com:443, https://a.com/b, https://a.com:443/b",
  })
  void url_ofTarget_isThatOfItsOrigin(String origin, String target, String url) {
    assertThat(Targets.url(origin, target)).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.com, http://b.com/c",
    "http://a.com, http://a.com:8080/c",
    "http://a.com, https://a.com/c",
    "http://a.com:443, https://a.com/c",
    "http://a.com, http://d@a.com/c",
    "http://a.com, http://a.com@b.com/c",
  })
  void url_ofTargetOfAnotherOrigin_isNone(String origin, String target) {
    assertThatThrownBy(() -> Targets.url(origin, target))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/b/../c?d, http://a.com/c?e, /c?e",
    "?d, http://a.com/?e, /?e",
    "HTTP://A.com/b/../c, http://a.com/c, HTTP://A.com/c",
  })
  void changed_isOfTheOtherUrlInItsOwnForm(String target, String after, String changed) {
    assertThat(Targets.changed(target, "http://a.com/before", after)).isEqualTo(changed);
    assertThat(Targets.changed(target, after, after)).isEqualTo(target);
  }
}
