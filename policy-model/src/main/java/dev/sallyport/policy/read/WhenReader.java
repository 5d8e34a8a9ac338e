package dev.sallyport.policy.read;

import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.model.Entry;
import org.jspecify.annotations.Nullable;

/** Reads {@code when}. */
final class WhenReader {
  private final Variables variables;
  private final Problems problems;

  WhenReader(Variables variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /**
   * At the place of its text, in which mistakes are found later; null where nothing is written.
   *
   * @param path of what is written
   */
  @Nullable Entry<Condition> read(Node.Mapping written, String path) {
    Node.Scalar scalar = Nodes.text(written, "when");
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
