package dev.sallyport.policy.reference;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What clocks show, from a table of what they are ahead, and {@code hours} as docs/hours.md. */
final class ReferenceClock {
  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** By zone, from when on it is so many minutes ahead; right where the moments below are. */
  private static final Map<String, NavigableMap<Instant, Integer>> AHEAD =
      Map.of(
          "UTC", table(0),
          "+05:30", table(330),
          "Europe/Berlin", table(60, "2026-03-29T01:00:00Z", 120, "2026-10-25T01:00:00Z", 60),
          "America/New_York",
              table(-300, "2026-03-08T07:00:00Z", -240, "2026-11-01T06:00:00Z", -300),
          // Where the 30th of December 2011 was left out.
          "Pacific/Apia", table(-600, "2011-12-30T10:00:00Z", 840, "2012-03-31T14:00:00Z", 780));

  static final List<String> ZONES = AHEAD.keySet().stream().sorted().toList();

  /** Around which clocks change, or days end, or nothing happens. */
  static final List<Instant> MOMENTS =
      List.of(
          Instant.parse("2011-12-30T10:00:00Z"),
          Instant.parse("2026-03-08T07:00:00Z"),
          Instant.parse("2026-03-29T01:00:00Z"),
          Instant.parse("2026-07-01T08:00:00Z"),
          Instant.parse("2026-10-25T01:00:00Z"),
          Instant.parse("2026-11-01T06:00:00Z"),
          Instant.parse("2026-11-20T22:00:00Z"));

  private ReferenceClock() {}

  private static NavigableMap<Instant, Integer> table(Object... ahead) {
    NavigableMap<Instant, Integer> table = new TreeMap<>();
    table.put(Instant.EPOCH, (Integer) ahead[0]);
    for (int i = 1; i < ahead.length; i += 2) {
      table.put(Instant.parse(ahead[i].toString()), (Integer) ahead[i + 1]);
    }
    return table;
  }

  /** Since the first of January 1970, a Thursday, by the clocks there. */
  private static long minutes(String zone, Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 60) + AHEAD.get(zone).floorEntry(time).getValue();
  }

  static int minuteOfDay(String zone, Instant time) {
    return (int) (minutes(zone, time) % MINUTES_OF_DAY);
  }

  /** Such as {@code fri}. */
  static String day(String zone, Instant time) {
    return DAYS.get((int) ((minutes(zone, time) / MINUTES_OF_DAY + 3) % DAYS.size()));
  }

  /** The last that clocks showed before they showed this one. */
  private static String dayBefore(String zone, Instant time) {
    String day = day(zone, time);
    Instant before = time;
    while (day(zone, before).equals(day)) {
      before = before.minusSeconds(60);
    }
    return day(zone, before);
  }

  /** Whether one of the windows is open. */
  static boolean isIn(List<?> windows, Instant time) {
    return windows.stream().anyMatch(window -> isIn(window, time));
  }

  private static boolean isIn(Object window, Instant time) {
    String zone = Tree.text(window, "zone", "");
    int shown = minuteOfDay(zone, time);
    int from = minute(Tree.text(window, "from", "00:00"));
    int to = minute(Tree.text(window, "to", "24:00"));
    if (from < to) {
      return from <= shown && shown < to && isOn(window, day(zone, time));
    }
    return (from <= shown && isOn(window, day(zone, time)))
        || (shown < to && isOn(window, dayBefore(zone, time)));
  }

  private static int minute(String shown) {
    return 60 * Integer.parseInt(shown.substring(0, 2)) + Integer.parseInt(shown.substring(3));
  }

  private static boolean isOn(Object window, String day) {
    if (!(window instanceof Map<?, ?> keys) || !keys.containsKey("days")) {
      return true;
    }
    for (String written : Tree.texts(window, "days")) {
      String[] ends = written.split("-", -1);
      int first = DAYS.indexOf(ends[0]);
      int last = DAYS.indexOf(ends[ends.length - 1]);
      for (int i = first; i <= (last < first ? last + DAYS.size() : last); i++) {
        if (DAYS.get(i % DAYS.size()).equals(day)) {
          return true;
        }
      }
    }
    return false;
  }
}
