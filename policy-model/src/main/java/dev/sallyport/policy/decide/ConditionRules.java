package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.SecretArguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all entries that fit a tool together: what any of them asks for has to hold,
 * but of what its arguments may be only the most specific entry is heard that says something.
 */
final class ConditionRules {
  static final ConditionRules NONE = new ConditionRules(List.of());

  private final @Nullable ArgumentChecks arguments;
  private final List<ArgumentBounds> bounds;
  private final @Nullable Decision secret;
  private final boolean secretsAreTold;
  private final @Nullable Decision schema;

  /**
   * Of these.
   *
   * @param entries the most specific first
   */
  ConditionRules(List<EntryConditions> entries) {
    ArgumentChecks itsArguments = null;
    SecretArguments secrets = null;
    Decision itsSecret = null;
    Decision itsSchema = null;
    for (EntryConditions entry : entries) {
      itsArguments = itsArguments == null ? entry.arguments() : itsArguments;
      secrets = secrets == null ? entry.secrets() : secrets;
      itsSecret = itsSecret == null ? entry.secret() : itsSecret;
      itsSchema = itsSchema == null ? entry.schema() : itsSchema;
    }
    this.arguments = itsArguments;
    this.bounds =
        entries.stream()
            .filter(entry -> entry.bounds() != null)
            .map(EntryConditions::bounds)
            .toList();
    this.secret = itsSecret;
    this.secretsAreTold = itsSecret != null || secrets != SecretArguments.ALLOW;
    this.schema = itsSchema;
  }

  /** Why a call may not go on; null where it may. */
  @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    for (ArgumentBounds bound : bounds) {
      Decision refusal = bound.refusal(call.arguments());
      if (refusal != null) {
        return refusal;
      }
    }
    Decision refusal = arguments == null ? null : arguments.refusal(call.arguments());
    if (refusal != null || secret == null) {
      return refusal;
    }
    boolean clean = call.arguments() != null && secretsIn(call).isEmpty();
    return clean ? null : secret;
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
