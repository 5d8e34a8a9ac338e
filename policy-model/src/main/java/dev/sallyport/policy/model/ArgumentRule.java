package dev.sallyport.policy.model;

import dev.sallyport.policy.match.ArgumentPath;
import java.util.List;

/**
 * What a policy says of one argument.
 *
 * @param required whether it has to be there, in what would have it
 * @param values the only ones that it may have, as texts, numbers and booleans; any where empty
 */
public record ArgumentRule(
    ArgumentPath path, boolean required, ArgumentType type, List<Object> values) {
  public ArgumentRule {
    values = List.copyOf(values);
  }
}
