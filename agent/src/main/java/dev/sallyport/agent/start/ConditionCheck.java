package dev.sallyport.agent.start;

import dev.sallyport.agent.record.Faults;
import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.condition.Mistake;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Span;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles a policy's conditions while the server starts, since that takes longer than all else
 * that the agent does then. A call that comes before waits for the conditions of its tool, and one
 * whose condition has a mistake is denied.
 */
final class ConditionCheck implements Runnable {
  private final Policy policy;
  private final Mode mode;
  private final String where;
  private final Faults faults;
  private final PrintStream err;

  /**
   * One of a policy.
   *
   * @param where the part of the agent that a mistake is a fault of
   */
  ConditionCheck(Policy policy, Mode mode, String where, Faults faults, PrintStream err) {
    this.policy = policy;
    this.mode = mode;
    this.where = where;
    this.faults = faults;
    this.err = err;
  }

  @Override
  public void run() {
    List<String> problems = problems(policy);
    if (mode == Mode.ENFORCE && !problems.isEmpty()) {
      Halt.now(err, problems);
    }
    for (String problem : problems) {
      faults.report(where, problem);
    }
  }

  /** One line on each condition that can't be used. */
  static List<String> problems(Policy policy) {
    List<String> problems = new ArrayList<>();
    for (Entry<Condition> condition : policy.conditions()) {
      String mistake = mistake(condition.value());
      if (!mistake.isEmpty()) {
        Span span = condition.span();
        String file = span.file().isEmpty() ? "" : " of " + span.file();
        problems.add(condition.path() + " on line " + span.line() + file + ": " + mistake);
      }
    }
    return problems;
  }

  /** The first mistake in a condition; empty where there is none. */
  private static String mistake(Condition condition) {
    try {
      List<Mistake> mistakes = condition.check();
      return mistakes.isEmpty() ? "" : mistakes.get(0).message();
    } catch (RuntimeException | LinkageError e) {
      return "it can't be compiled: " + e;
    }
  }
}
