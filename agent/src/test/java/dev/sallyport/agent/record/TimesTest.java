package dev.sallyport.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        999_999_999,
        1_000_000_000,
        951_782_400_000_000_000L,
        1_767_225_599_999_999_999L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void text_asTheJdkHasIt(long nanos) {
    assertThat(Times.text(nanos)).isEqualTo(RFC_3339.format(Instant.ofEpochSecond(0, nanos)));
  }

  @Test
  void text_ofAnyTime_isReadBack() {
    new Random(20261122)
        .longs(1000)
        .forEach(
            nanos -> assertThat(Times.nanos(Instant.parse(Times.text(nanos)))).isEqualTo(nanos));
  }
}
