package dev.sallyport.agent.scan;

import static java.util.stream.Collectors.toSet;

import dev.sallyport.agent.weave.Door;
import dev.sallyport.agent.weave.Hook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows that judge before, or instead of, what a method does. */
final class Guards {
  private final Map<String, List<Hook>> byOwner = new HashMap<>();

  Guards(List<Hook> rows, int feature) {
    for (Hook row : rows) {
      boolean judges = row.door() == Door.CHECK || row.door() == Door.REPLACE;
      if (judges && row.need() != Hook.Need.OPTIONAL && row.appliesTo(feature)) {
        byOwner.computeIfAbsent(row.owner(), key -> new ArrayList<>()).add(row);
      }
    }
  }

  /** What the rows are called. */
  Set<String> names() {
    return byOwner.values().stream().flatMap(List::stream).map(Hook::id).collect(toSet());
  }

  /** The rows in this method; none can be in a native one, which has no body. */
  List<Hook> of(CodeMethod method) {
    List<Hook> rows = byOwner.get(method.owner.name);
    if (rows == null || method.isNative()) {
      return List.of();
    }
    return rows.stream().filter(row -> row.matches(method.name, method.descriptor)).toList();
  }
}
