package dev.sallyport.policy.read;

import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.model.Conditions;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.InputSchema;
import dev.sallyport.policy.model.SecretArguments;
import org.jspecify.annotations.Nullable;

/** Reads what has to hold for a call of a tool. */
final class ConditionReader {
  private final ArgumentReader arguments;
  private final CallLimitReader callLimits;
  private final HoursReader hours;
  private final RequirementReader requirements;
  private final ApprovalReader approvals;
  private final ScopeReader scopes;
  private final RiskReader risks;
  private final ActionReader actions;
  private final Variables variables;
  private final Phrases phrases;
  private final Problems problems;

  ConditionReader(
      CallLimitReader callLimits,
      ApprovalReader approvals,
      RiskReader risks,
      Variables variables,
      Phrases phrases,
      Problems problems) {
    this.arguments = new ArgumentReader(phrases, problems);
    this.callLimits = callLimits;
    this.hours = new HoursReader(problems);
    this.requirements = new RequirementReader(phrases, problems);
    this.approvals = approvals;
    this.scopes = new ScopeReader(problems);
    this.risks = risks;
    this.actions = new ActionReader(problems);
    this.variables = variables;
    this.phrases = phrases;
    this.problems = problems;
  }

  /**
   * The conditions of one entry; none where it has none.
   *
   * @param path of the entry
   */
  Conditions read(Node.Mapping entry, String path) {
    Node.Mapping limits = Nodes.mapping(entry, "limits");
    return new Conditions(
        arguments.read(entry, path),
        limits == null ? null : limit(limits, "arguments", path),
        limits == null ? null : limit(limits, "depth", path),
        word(entry, "secret-arguments", SecretArguments.values(), path),
        word(entry, "input-schema", InputSchema.values(), path),
        when(entry, path),
        callLimits.read(entry, path + "."),
        hours.read(entry, path),
        requirements.read(entry, path),
        approvals.read(entry, path),
        scopes.read(entry, path),
        risks.risk(entry, path),
        actions.read(entry, path),
        risks.hints(entry, path));
  }

  private @Nullable Entry<Long> limit(Node.Mapping limits, String key, String path) {
    Node.Member member = limits.member(key);
    Node.Scalar scalar = member == null ? null : Nodes.textOrNumber(member.value());
    if (member == null || scalar == null) {
      return null;
    }
    Long amount = key.equals("depth") ? phrases.count(scalar) : phrases.size(scalar);
    return amount == null ? null : new Entry<>(path + ".limits." + key, member.keySpan(), amount);
  }

  private static <E extends Enum<E>> @Nullable Entry<E> word(
      Node.Mapping entry, String key, E[] values, String path) {
    E word = Nodes.word(entry, key, values);
    Node.Member member = entry.member(key);
    return word == null || member == null
        ? null
        : new Entry<>(path + "." + key, member.keySpan(), word);
  }

  /** At the place of its text, in which mistakes are found later. */
  private @Nullable Entry<Condition> when(Node.Mapping entry, String path) {
    Node.Scalar scalar = Nodes.text(entry, "when");
    if (scalar == null) {
      return null;
    }
    if (scalar.text().isSubstituted()) {
      problems.add(
          Code.BAD_CONDITION,
          "value of a variable would be read as a condition",
          scalar.span(),
          "write `env.NAME` in the expression");
      return null;
    }
    return new Entry<>(
        path + ".when", scalar.span(), new Condition(scalar.text().plain(), variables::env));
  }
}
