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
   * The findings, in the order of the file.
   *
   * @param source what the policy was read from
   * @param inventory what is known of the server that the policy is for
   */
  public static List<Problem> findings(Source source, Policy policy, Inventory inventory) {
    List<Problem> findings = new ArrayList<>();
    findings.addAll(OpenDefault.of(policy));
    findings.addAll(UnreachableEntries.of(policy));
    findings.addAll(new BroadGrants(source).of(policy));
    findings.addAll(UnknownTools.of(policy, inventory));
    findings.addAll(LooseArguments.of(policy, inventory));
    findings.sort(
        Comparator.comparingInt((Problem finding) -> finding.span().line())
            .thenComparingInt(finding -> finding.span().column()));
    return findings;
  }
}
