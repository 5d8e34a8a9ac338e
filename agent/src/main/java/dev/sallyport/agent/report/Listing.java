package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names in a sentence: the first few, and how many more there are. */
final class Listing {
  private static final int MOST = 12;

  private Listing() {}

  /** All of them: {@code a, b and c}. */
  static String sentence(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  static String of(Collection<String> names) {
    List<String> some = new ArrayList<>();
    for (String name : names) {
      if (some.size() < MOST) {
        some.add(Cells.cut(name));
      }
    }
    String text = String.join(", ", some);
    int more = names.size() - some.size();
    return more == 0 ? text : text + " and " + more + " more";
  }
}
