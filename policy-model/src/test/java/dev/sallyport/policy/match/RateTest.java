package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @Test
  void parse_eachUnit() throws Malformed {
    assertThat(Rate.parse("1/s")).isEqualTo(new Rate(1, Duration.ofSeconds(1)));
    assertThat(Rate.parse("10/m")).isEqualTo(new Rate(10, Duration.ofMinutes(1)));
    assertThat(Rate.parse("100/h")).isEqualTo(new Rate(100, Duration.ofHours(1)));
    assertThat(Rate.parse("100000/d")).isEqualTo(new Rate(Rate.MOST, Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/m", "10", "10/", "10/w", "10/min", "-1/m", "1.5/m", "0/m", "100001/m"})
  void parse_whatIsNoRate_fails(String text) {
    assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(Malformed.class);
  }

  @Test
  void most_inADay_doesNotOverflow() {
    assertThat(Math.multiplyExact(Rate.MOST, Duration.ofDays(1).toNanos())).isPositive();
  }
}
