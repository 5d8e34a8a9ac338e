package dev.sallyport.agent.scan;

import static java.util.stream.Collectors.toSet;

import dev.sallyport.agent.weave.Door;
import dev.sallyport.agent.weave.Hook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows that judge before, or instead of, what a method does or calls. */
final class Guards {
  private final Map<String, List<Hook>> byOwner = new HashMap<>();

  Guards(List<Hook> rows, int feature) {
    for (Hook row : rows) {
      if (judges(row.door()) && row.need() != Hook.Need.OPTIONAL && row.appliesTo(feature)) {
        byOwner.computeIfAbsent(row.owner(), key -> new ArrayList<>()).add(row);
      }
    }
  }

  private static boolean judges(Door door) {
    return switch (door) {
      case CHECK, SEND, BEFORE, REPLACE, EXCHANGE -> true;
      case VERIFY, CAPTURE, DISCARD, INHERIT, REGISTER, ADOPT, SCOPE, RESUME, DISPATCH -> false;
    };
  }

  /** What the rows are called. */
  Set<String> names() {
    return byOwner.values().stream().flatMap(List::stream).map(Hook::id).collect(toSet());
  }

  /**
   * The rows that stand between the two; none can be in a native caller, which has no body.
   *
   * @param caller calls the other
   */
  List<Hook> between(CodeMethod caller, CodeMethod callee) {
    List<Hook> rows = byOwner.get(caller.owner.name);
    if (rows == null || caller.isNative()) {
      return List.of();
    }
    return rows.stream()
        .filter(row -> row.matches(caller.name, caller.descriptor))
        .filter(row -> row.door() != Door.BEFORE || means(row.callee(), callee))
        .toList();
  }

  /** A call names the method's class, or one that it extends. */
  private static boolean means(Hook.Callee called, CodeMethod method) {
    return called.name().equals(method.name)
        && called.descriptor().equals(method.descriptor)
        && (called.owner().equals(method.owner.name)
            || method.owner.parents.contains(called.owner()));
  }
}
