package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In Berlin, clocks went from 2:00 to 3:00 on 2026-03-29, and back on 2026-10-25. */
class TimeWindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

  private static TimeWindow window(String days, String from, String to) throws Malformed {
    return new TimeWindow(
        days.isEmpty() ? EVERY_DAY : TimeWindow.days(days),
        TimeWindow.minute(from),
        TimeWindow.minute(to),
        BERLIN);
  }

  private static boolean isIn(TimeWindow window, String time) {
    return window.contains(Instant.parse(time));
  }

  @Test
  void contains_fromItsFirstMinute_untilItsLast() throws Malformed {
    TimeWindow office = window("mon-fri", "09:00", "17:30");

    assertThat(isIn(office, "2026-11-20T07:59:59.999999999Z")).isFalse();
    assertThat(isIn(office, "2026-11-20T08:00:00Z")).isTrue();
    assertThat(isIn(office, "2026-11-20T16:29:59.999999999Z")).isTrue();
    assertThat(isIn(office, "2026-11-20T16:30:00Z")).isFalse();
    assertThat(isIn(office, "2026-11-21T10:00:00Z")).isFalse();
  }

  @Test
  void contains_goesByTheClocksOfItsZone() throws Malformed {
    TimeWindow office = window("", "09:00", "17:00");

    assertThat(isIn(office, "2026-01-15T07:30:00Z")).isFalse();
    assertThat(isIn(office, "2026-07-15T07:30:00Z")).isTrue();
    assertThat(isIn(office, "2026-07-15T15:30:00Z")).isFalse();
  }

  @Test
  void contains_overMidnight_isOfTheDayOnWhichItBegins() throws Malformed {
    TimeWindow night = window("fri", "22:00", "02:00");

    assertThat(isIn(night, "2026-11-20T20:59:00Z")).isFalse();
    assertThat(isIn(night, "2026-11-20T21:00:00Z")).isTrue();
    assertThat(isIn(night, "2026-11-21T00:59:00Z")).isTrue();
    assertThat(isIn(night, "2026-11-21T01:00:00Z")).isFalse();
    assertThat(isIn(night, "2026-11-20T00:30:00Z")).isFalse();
    assertThat(isIn(night, "2026-11-21T22:30:00Z")).isFalse();
  }

  @Test
  void contains_untilMidnight() throws Malformed {
    TimeWindow evening = window("sun", "20:00", "24:00");

    assertThat(isIn(evening, "2026-11-22T22:59:59Z")).isTrue();
    assertThat(isIn(evening, "2026-11-22T23:00:00Z")).isFalse();
  }

  @Test
  void contains_whatClocksSkip_isNoTime() throws Malformed {
    TimeWindow skipped = window("sun", "02:00", "03:00");
    TimeWindow half = window("sun", "02:30", "03:30");
    Instant change = Instant.parse("2026-03-29T01:00:00Z");

    for (int minute = -120; minute < 120; minute++) {
      Instant time = change.plus(Duration.ofMinutes(minute));
      assertThat(skipped.contains(time)).as("%s", time).isFalse();
      assertThat(half.contains(time)).as("%s", time).isEqualTo(minute >= 0 && minute < 30);
    }
  }

  @Test
  void contains_whatClocksShowTwice_isSoBothTimes() throws Malformed {
    TimeWindow twice = window("sun", "02:15", "02:45");

    assertThat(isIn(twice, "2026-10-25T00:14:59Z")).isFalse();
    assertThat(isIn(twice, "2026-10-25T00:15:00Z")).isTrue();
    assertThat(isIn(twice, "2026-10-25T00:45:00Z")).isFalse();
    assertThat(isIn(twice, "2026-10-25T01:14:59Z")).isFalse();
    assertThat(isIn(twice, "2026-10-25T01:15:00Z")).isTrue();
    assertThat(isIn(twice, "2026-10-25T01:45:00Z")).isFalse();
  }

  /** Asia/Kathmandu is 5:45 ahead; Pacific/Apia had no 2011-12-30. */
  @Test
  void contains_inZonesOfOtherKinds() throws Malformed {
    TimeWindow noon = new TimeWindow(EVERY_DAY, 720, 721, ZoneId.of("Asia/Kathmandu"));
    TimeWindow skippedDay =
        new TimeWindow(TimeWindow.days("fri"), 0, 1440, ZoneId.of("Pacific/Apia"));

    assertThat(isIn(noon, "2026-11-20T06:15:00Z")).isTrue();
    assertThat(isIn(noon, "2026-11-20T06:16:00Z")).isFalse();
    for (int hour = 0; hour < 48; hour++) {
      Instant time = Instant.parse("2011-12-30T00:00:00Z").plus(Duration.ofHours(hour));
      assertThat(skippedDay.contains(time)).as("%s", time).isFalse();
    }
  }

  /** There the night of Thursday, the 29th, went over into Saturday. */
  @Test
  void contains_overMidnight_intoTheNextDayThatThereWas() throws Malformed {
    Instant saturday = Instant.parse("2011-12-30T11:00:00Z");
    ZoneId apia = ZoneId.of("Pacific/Apia");

    assertThat(new TimeWindow(TimeWindow.days("thu"), 1320, 240, apia).contains(saturday)).isTrue();
    assertThat(new TimeWindow(TimeWindow.days("fri"), 1320, 240, apia).contains(saturday))
        .isFalse();
  }

  @Test
  void days_mayGoOverTheEndOfAWeek() throws Malformed {
    assertThat(TimeWindow.days("wed")).containsExactly(DayOfWeek.WEDNESDAY);
    assertThat(TimeWindow.days("mon-fri")).hasSize(5).doesNotContain(DayOfWeek.SATURDAY);
    assertThat(TimeWindow.days("sat-mon"))
        .containsExactlyInAnyOrder(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mon", "monday", "mon-", "-fri", "mon-fri-sun", "mon,tue", "mo-fr"})
  void days_whatIsNone_fails(String text) {
    assertThatThrownBy(() -> TimeWindow.days(text)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "9:00", "09.00", "09:60", "24:01", "25:00", "0900", "09:00:00", "+9:00"})
  void minute_whatNoClockShows_fails(String text) {
    assertThatThrownBy(() -> TimeWindow.minute(text)).isInstanceOf(Malformed.class);
  }
}
