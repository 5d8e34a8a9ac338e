package dev.sallyport.policy.check;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import dev.sallyport.policy.read.NearestWord;
import dev.sallyport.policy.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entries that fit no tool of the server. */
final class UnknownTools {
  private UnknownTools() {}

  static List<Problem> of(Policy policy, Inventory inventory) {
    List<Problem> findings = new ArrayList<>();
    if (inventory.tools().isEmpty()) {
      return findings;
    }
    List<String> tools = inventory.tools().stream().sorted().toList();
    Set<String> virtual = policy.virtualTools();
    for (Map.Entry<String, Entry<PrimitivePolicy>> entry : policy.tools().entrySet()) {
      NameGlob name = NameGlob.parse(entry.getKey());
      // Where its tool is not known, that is found at the entry of that tool.
      if (virtual.stream().noneMatch(name::matches) && tools.stream().noneMatch(name::matches)) {
        String nearest = NearestWord.of(entry.getKey(), tools);
        findings.add(
            new Problem(
                "unknown-tool",
                "`" + entry.getKey() + "` fits no tool that is known of the server",
                entry.getValue().span(),
                nearest.isEmpty() ? "" : "did you mean `" + nearest + "`?"));
      }
    }
    return findings;
  }
}
