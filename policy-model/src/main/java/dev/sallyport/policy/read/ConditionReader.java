package dev.sallyport.policy.read;

import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.model.Conditions;
import dev.sallyport.policy.model.Entry;
import org.jspecify.annotations.Nullable;

/** Reads what has to hold for a call of a tool. */
final class ConditionReader {
  private final ArgumentReader arguments;
  private final Variables variables;
  private final Problems problems;

  ConditionReader(ArgumentReader arguments, Variables variables, Problems problems) {
    this.arguments = arguments;
    this.variables = variables;
    this.problems = problems;
  }

  /**
   * The conditions of one entry; none where it has none.
   *
   * @param path of the entry
   */
  Conditions read(Node.Mapping entry, String path) {
    return new Conditions(arguments.read(entry, path), when(entry, path));
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
