package dev.sallyport.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
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
        1_767_268_800_000_000_001L,
        1_709_164_799_999_999_999L,
        951_782_400_123_000_000L,
        -1_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void text_isWhatTheJdkFormats(long nanos) {
    assertThat(Times.text(nanos)).isEqualTo(RFC_3339.format(Instant.ofEpochSecond(0, nanos)));
  }
}
