package dev.sallyport.policy.match;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * A part of some days, by the clocks of a zone. What those skip in spring is no time of any window;
 * what they show twice in autumn is so both times.
 *
 * @param days on which it begins
 * @param from the minute of the day when it begins
 * @param to the minute of the day when it is over; on the next day where that is not after {@code
 *     from}
 */
public record TimeWindow(Set<DayOfWeek> days, int from, int to, ZoneId zone) {
  public static final int MINUTES_OF_DAY = 24 * 60;

  private static final int MINUTES_OF_HOUR = 60;

  public TimeWindow {
    days = Set.copyOf(days);
  }

  /** Whether a time is in it. */
  public boolean contains(Instant time) {
    ZonedDateTime shown = time.atZone(zone);
    int minute = MINUTES_OF_HOUR * shown.getHour() + shown.getMinute();
    DayOfWeek day = shown.getDayOfWeek();
    if (from < to) {
      return days.contains(day) && minute >= from && minute < to;
    }
    return (days.contains(day) && minute >= from)
        || (minute < to && days.contains(dayBefore(shown)));
  }

  /** The last that the clocks showed before; not always the one before in the week. */
  private DayOfWeek dayBefore(ZonedDateTime shown) {
    return shown.toLocalDate().atStartOfDay(zone).minusNanos(1).getDayOfWeek();
  }

  /**
   * Parses a day, {@code mon}, or several, {@code mon-fri}, which may go over the end of a week.
   */
  public static Set<DayOfWeek> days(String text) throws Malformed {
    int dash = text.indexOf('-');
    DayOfWeek first = day(dash < 0 ? text : text.substring(0, dash));
    DayOfWeek last = dash < 0 ? first : day(text.substring(dash + 1));
    Set<DayOfWeek> days = EnumSet.of(first, last);
    for (DayOfWeek day = first; day != last; day = day.plus(1)) {
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek day(String text) throws Malformed {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (Ascii.lowerCase(day.name()).substring(0, 3).equals(text)) {
        return day;
      }
    }
    throw new Malformed("text is not a day", "write `mon`, `sat` or `mon-fri`");
  }

  /** Parses what a clock shows, {@code 00:00} to {@code 24:00}, as the minute of the day. */
  public static int minute(String text) throws Malformed {
    boolean shaped = text.length() == 5 && text.charAt(2) == ':';
    if (shaped && digits(text, 0) && digits(text, 3)) {
      int hour = Integer.parseInt(text.substring(0, 2));
      int minute = Integer.parseInt(text.substring(3));
      int ofDay = MINUTES_OF_HOUR * hour + minute;
      if (minute < MINUTES_OF_HOUR && ofDay <= MINUTES_OF_DAY) {
        return ofDay;
      }
    }
    throw new Malformed("text is not a time of day", "write `09:00`, `17:30` or `24:00`");
  }

  private static boolean digits(String text, int at) {
    return Ascii.isDigit(text.charAt(at)) && Ascii.isDigit(text.charAt(at + 1));
  }
}
