package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Conditions;

/** Reads what has to hold for a call of a tool. */
final class ConditionReader {
  private final ArgumentReader arguments;
  private final CallLimitReader limits;
  private final HoursReader hours;
  private final RequirementReader requirements;

  ConditionReader(
      ArgumentReader arguments,
      CallLimitReader limits,
      HoursReader hours,
      RequirementReader requirements) {
    this.arguments = arguments;
    this.limits = limits;
    this.hours = hours;
    this.requirements = requirements;
  }

  /**
   * The conditions of one entry; none where it has none.
   *
   * @param path of the entry
   */
  Conditions read(Node.Mapping entry, String path) {
    return new Conditions(
        arguments.read(entry, path),
        limits.read(entry, path + "."),
        hours.read(entry, path),
        requirements.read(entry, path));
  }
}
