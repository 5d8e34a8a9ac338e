package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.attack.Attack;
import java.util.List;

/**
 * What came of one attack under one policy.
 *
 * @param succeeded as the world shows it
 * @param answer what its tool told
 * @param surface the same, without what differs from run to run
 * @param denials what was denied meanwhile, enforced or not
 */
record Outcome(
    Attack attack, boolean succeeded, String answer, String surface, List<AuditLine> denials) {

  /** Nothing happened, the caller was not told that it did, and a denial is recorded. */
  boolean denied() {
    return !succeeded && !falseSuccess() && recorded("blocked");
  }

  /** The API answers nothing, and was told to have succeeded. */
  boolean falseSuccess() {
    return !succeeded && answer.equals("returned done");
  }

  /** It happened, and is recorded as what would have been denied. */
  boolean observed() {
    return succeeded && recorded("observed");
  }

  private boolean recorded(String action) {
    return denials.isEmpty() == attack.leftOut()
        && denials.stream().allMatch(denial -> denial.action().equals(action));
  }

  @Override
  public String toString() {
    return attack
        + (succeeded ? " succeeded: " : " did not succeed: ")
        + answer.lines().limit(6).toList()
        + " "
        + denials.stream().map(denial -> denial.action() + " " + denial.operation()).toList();
  }
}
