package dev.sallyport.policy.check;

import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what of a policy is probably not meant. */
public final class Linter {
  private Linter() {}

  /**
   * The findings, in the order of the file, those of the policies that it extends last.
   *
   * @param sources what the policy was read from, and what it extends
   * @param inventory what is known of the server that the policy is for
   */
  public static List<Problem> findings(List<Source> sources, Policy policy, Inventory inventory) {
    List<Problem> findings = new ArrayList<>(OpenDefault.of(policy));
    for (Policy layer = policy; layer != null; layer = layer.narrows()) {
      findings.addAll(UnreachableEntries.of(layer));
      findings.addAll(new BroadGrants(sources).of(layer));
      findings.addAll(EqualEntries.of(layer, inventory));
      findings.addAll(UnknownTools.of(layer, inventory));
    }
    findings.addAll(LooseArguments.of(policy, inventory));
    findings.sort(
        Comparator.comparing((Problem finding) -> finding.span().file())
            .thenComparingInt(finding -> finding.span().line())
            .thenComparingInt(finding -> finding.span().column()));
    return findings;
  }
}
