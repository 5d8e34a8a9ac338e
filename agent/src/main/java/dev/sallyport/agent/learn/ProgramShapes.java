package dev.sallyport.agent.learn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The patterns of arguments that explain those which were seen of one program. */
final class ProgramShapes {
  /** As many forms of one length stay as they are. */
  private static final int FEW = 4;

  private ProgramShapes() {}

  /** The patterns, each with those that it explains. */
  static Map<List<String>, List<List<String>>> of(Collection<List<String>> seen) {
    Map<Integer, List<List<String>>> byLength = new TreeMap<>();
    for (List<String> shape : seen) {
      byLength.computeIfAbsent(shape.size(), first -> new ArrayList<>()).add(shape);
    }
    Map<List<String>, List<List<String>>> shapes = new TreeMap<>(ProgramShapes::compare);
    for (List<List<String>> alike : byLength.values()) {
      List<String> common = common(alike);
      boolean anything = common.stream().allMatch("*"::equals);
      if (alike.size() > FEW && !anything) {
        shapes.put(common, List.copyOf(alike));
      } else {
        alike.forEach(shape -> shapes.put(shape, List.of(shape)));
      }
    }
    return shapes;
  }

  private static List<String> common(List<List<String>> alike) {
    List<String> common = new ArrayList<>(alike.get(0));
    for (List<String> shape : alike) {
      for (int i = 0; i < common.size(); i++) {
        if (!common.get(i).equals(shape.get(i))) {
          common.set(i, "*");
        }
      }
    }
    return common;
  }

  private static int compare(List<String> one, List<String> other) {
    return String.join("\0", one).compareTo(String.join("\0", other));
  }
}
