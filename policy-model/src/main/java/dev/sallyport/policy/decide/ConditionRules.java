package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.SecretArguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all entries that fit a tool together: what any of them asks for has to hold,
 * but of what its arguments may be only the most specific entry is heard that says something.
 */
final class ConditionRules {
  static final ConditionRules NONE = new ConditionRules(List.of());

  /** In the order in which they are asked, what keeps the work small first. */
  private final List<Condition> conditions = new ArrayList<>();

  private final boolean secretsAreTold;
  private final @Nullable Decision schema;

  /**
   * Of these.
   *
   * @param entries the most specific first
   */
  ConditionRules(List<EntryConditions> entries) {
    List<Condition> others = new ArrayList<>();
    Condition arguments = null;
    SecretArguments secrets = null;
    Decision itsSchema = null;
    for (EntryConditions entry : entries) {
      if (entry.bounds() != null) {
        conditions.add(entry.bounds());
      }
      others.addAll(entry.others());
      arguments = arguments == null ? entry.arguments() : arguments;
      secrets = secrets == null ? entry.secrets() : secrets;
      itsSchema = itsSchema == null ? entry.schema() : itsSchema;
    }
    if (arguments != null) {
      conditions.add(arguments);
    }
    conditions.addAll(others);
    this.secretsAreTold = secrets != SecretArguments.ALLOW;
    this.schema = itsSchema;
  }

  /** Why a call may not go on; null where it may. */
  @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    for (Condition condition : conditions) {
      Decision refusal = condition.refusal(call, circumstances);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /** The names of the arguments that hold what looks like a secret, where that is to be told. */
  List<String> secretsIn(Request.ToolCall call) {
    return secretsAreTold ? SecretsInArguments.named(call.arguments()) : List.of();
  }

  /**
   * The denial of arguments that do not fit the tool's own schema; null where that is not asked.
   */
  @Nullable Decision schema() {
    return schema;
  }
}
