package dev.sallyport.agent.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values as the template has them: every one is a text, and empty where there is nothing. */
final class Cells {
  private static final int LONGEST = 240;
  private static final int DAY = "2026-11-22".length();
  private static final int SECONDS = "2026-11-22 11:45:54Z".length();
  private static final char CUT = '…';

  private Cells() {}

  /** Names and values in turn, with {@code allowed}, {@code observed} and {@code blocked}. */
  static Map<String, Object> counted(Counts counts, Object... more) {
    Map<String, Object> cells = of(more);
    cells.put("allowed", number(counts.allowed()));
    cells.put("observed", number(counts.observed()));
    cells.put("blocked", number(counts.blocked()));
    cells.put("none", counts.all() == 0);
    return cells;
  }

  /** Names and values in turn. */
  static Map<String, Object> of(Object... more) {
    Map<String, Object> cells = new HashMap<>();
    for (int i = 0; i < more.length; i += 2) {
      cells.put((String) more[i], more[i + 1]);
    }
    return cells;
  }

  private static String number(long number) {
    return number == 0 ? "" : Numbers.of(number);
  }

  /** Cut in the middle where it is long: both ends of a path say more than its middle. */
  static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int head = whole(text, LONGEST / 2);
    int tail = whole(text, text.length() - LONGEST / 2);
    return text.substring(0, head) + CUT + text.substring(tail);
  }

  /** A place between characters, not within a pair. */
  private static int whole(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  /** RFC 3339 without what is below a second: {@code 2026-11-22 11:45:54Z}. */
  static String time(String time) {
    return time.length() >= 19 && time.charAt(10) == 'T'
        ? time.substring(0, 10) + " " + time.substring(11, 19) + "Z"
        : cut(time);
  }

  /** Such as {@code 2026-11-22 11:45:54 to 11:45:57Z}; one time where both are the same. */
  static String span(String first, String last) {
    String from = time(first);
    String to = time(last);
    if (from.equals(to)) {
      return from;
    }
    boolean sameDay = from.length() == SECONDS && to.startsWith(from.substring(0, DAY));
    return from.replace("Z", "") + " to " + (sameDay ? to.substring(DAY + 1) : to);
  }

  /** That not all is shown; empty where all is. */
  static String left(int all, int shown, String noun) {
    int left = all - shown;
    return left <= 0
        ? ""
        : Numbers.of(left, "more " + noun) + " left out here; the JSON form has all.";
  }

  static <T> List<T> first(List<T> all, int most) {
    return all.size() <= most ? all : all.subList(0, most);
  }
}
