package dev.sallyport.policy.check;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import dev.sallyport.policy.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Globs of tools of which neither goes before the other, and both say what arguments may be. */
final class EqualEntries {
  private EqualEntries() {}

  static List<Problem> of(Policy policy, Inventory inventory) {
    List<Problem> findings = new ArrayList<>();
    List<Map.Entry<String, Entry<PrimitivePolicy>>> before = new ArrayList<>();
    for (Map.Entry<String, Entry<PrimitivePolicy>> entry : policy.tools().entrySet()) {
      if (!(entry.getValue().value() instanceof PrimitivePolicy.Granted granted)
          || granted.conditions().arguments() == null) {
        continue;
      }
      for (Map.Entry<String, Entry<PrimitivePolicy>> other : before) {
        if (areEqual(NameGlob.parse(entry.getKey()), NameGlob.parse(other.getKey()), inventory)) {
          findings.add(
              new Problem(
                  "equal-entries",
                  "`" + other.getKey() + "` and `" + entry.getKey() + "` are equally specific",
                  entry.getValue().span(),
                  "the arguments of a tool that fits both have to fit both; "
                      + "write an entry of its own for it"));
        }
      }
      before.add(entry);
    }
    return findings;
  }

  private static boolean areEqual(NameGlob one, NameGlob other, Inventory inventory) {
    if (one.isLiteral() || other.isLiteral() || one.specificity() != other.specificity()) {
      return false;
    }
    return inventory.tools().isEmpty()
        ? one.overlaps(other)
        : inventory.tools().stream().anyMatch(tool -> one.matches(tool) && other.matches(tool));
  }
}
