package dev.sallyport.policy.read;

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
  private final WhenReader whens;
  private final Phrases phrases;

  ConditionReader(
      CallLimitReader callLimits,
      ApprovalReader approvals,
      RiskReader risks,
      WhenReader whens,
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
    this.whens = whens;
    this.phrases = phrases;
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
        whens.read(entry, path),
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
}
