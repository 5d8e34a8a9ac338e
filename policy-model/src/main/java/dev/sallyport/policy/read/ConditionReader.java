package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Conditions;

/** Reads what has to hold for a call of a tool. */
final class ConditionReader {
  private final ArgumentReader arguments;

  ConditionReader(ArgumentReader arguments) {
    this.arguments = arguments;
  }

  /**
   * The conditions of one entry; none where it has none.
   *
   * @param path of the entry
   */
  Conditions read(Node.Mapping entry, String path) {
    return new Conditions(arguments.read(entry, path));
  }
}
