package dev.sallyport.policy.read;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.TimeWindow;
import dev.sallyport.policy.model.Entry;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code hours}. */
final class HoursReader {
  private final Problems problems;

  HoursReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The windows of a tool; null where it may be called ever.
   *
   * @param path of the tool
   */
  @Nullable Entry<List<TimeWindow>> read(Node.Mapping tool, String path) {
    Node.Member member = tool.member("hours");
    if (member == null) {
      return null;
    }
    List<TimeWindow> windows = new ArrayList<>();
    for (Node item : Nodes.items(tool, "hours")) {
      TimeWindow window = item instanceof Node.Mapping keys ? window(keys) : null;
      if (window != null) {
        windows.add(window);
      }
    }
    return new Entry<>(path + ".hours", member.keySpan(), List.copyOf(windows));
  }

  private @Nullable TimeWindow window(Node.Mapping keys) {
    int from = minute(keys, "from", 0);
    int to = minute(keys, "to", TimeWindow.MINUTES_OF_DAY);
    ZoneId zone = zone(keys);
    if (from == to || from == TimeWindow.MINUTES_OF_DAY) {
      problems.add(
          Code.BAD_VALUE,
          "window ends when it begins",
          keys.span(),
          "leave `from` and `to` out for the whole day");
    }
    return zone == null ? null : new TimeWindow(days(keys), from, to, zone);
  }

  private int minute(Node.Mapping keys, String key, int otherwise) {
    Node.Scalar scalar = Nodes.text(keys, key);
    if (scalar != null) {
      try {
        return TimeWindow.minute(scalar.text().plain());
      } catch (Malformed e) {
        problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
      }
    }
    return otherwise;
  }

  private Set<DayOfWeek> days(Node.Mapping keys) {
    if (keys.member("days") == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Node item : Nodes.items(keys, "days")) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null) {
        try {
          days.addAll(TimeWindow.days(scalar.text().plain()));
        } catch (Malformed e) {
          problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return days;
  }

  private @Nullable ZoneId zone(Node.Mapping keys) {
    Node.Scalar scalar = Nodes.text(keys, "zone");
    if (scalar == null) {
      return null;
    }
    try {
      return ZoneId.of(scalar.text().plain());
    } catch (DateTimeException e) {
      problems.add(
          Code.BAD_VALUE,
          "zone is not known",
          scalar.span(),
          "write `Europe/Berlin`, `America/New_York` or `UTC`");
      return null;
    }
  }
}
