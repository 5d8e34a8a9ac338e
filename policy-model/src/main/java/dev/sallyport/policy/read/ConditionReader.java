package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Conditions;

/** Reads what has to hold for a call of a tool. */
final class ConditionReader {
  private final ArgumentReader arguments;
  private final ApprovalReader approvals;
  private final ScopeReader scopes;
  private final RiskReader risks;

  ConditionReader(
      ArgumentReader arguments, ApprovalReader approvals, ScopeReader scopes, RiskReader risks) {
    this.arguments = arguments;
    this.approvals = approvals;
    this.scopes = scopes;
    this.risks = risks;
  }

  /**
   * The conditions of one entry; none where it has none.
   *
   * @param path of the entry
   */
  Conditions read(Node.Mapping entry, String path) {
    return new Conditions(
        arguments.read(entry, path),
        approvals.read(entry, path),
        scopes.read(entry, path),
        risks.risk(entry, path),
        risks.hints(entry, path));
  }
}
