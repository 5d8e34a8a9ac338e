package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.guarded.FrameworkAct.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of an act.
 *
 * @param caller who played it
 * @param recorded what the audit file says of it; empty where no call of that name was recorded
 * @param ran whether a handler of that name ran more often than the policy lets it, at any time
 */
record FrameworkOutcome(
    FrameworkCaller caller,
    FrameworkAct act,
    Answer answer,
    Optional<AuditedCall> recorded,
    boolean ran) {

  /** Empty if all is as the policy wants in enforce mode. */
  String deviationInEnforceMode() {
    if (act.denied().isEmpty()) {
      return deviationOfAnswered("allowed");
    }
    if (act.isUnlisted() && ran) {
      return told("ran");
    }
    List<String> ids =
        recorded.stream().flatMap(call -> call.denials().stream()).map(AuditLine::id).toList();
    String refusal = "Refused by policy (sallyport " + String.join(", ", ids) + ")";
    if (!answer.equals(new Answer(refusal, /* isError= */ true))) {
      return told("answered " + answer);
    }
    return isRecorded("refused", "blocked") ? "" : told("recorded " + recorded);
  }

  /** Whether its decision names who played it. */
  boolean namesItsCaller() {
    return recorded.stream()
        .flatMap(call -> call.decisions().stream())
        .filter(line -> line.gate().equals(act.kind()))
        .allMatch(
            line -> line.json().path("caller").path("subject").asText().equals(caller.subject()));
  }

  /** Empty if nothing was stopped, and what would have been is recorded. */
  String deviationInAuditMode() {
    return deviationOfAnswered("observed");
  }

  private String deviationOfAnswered(String action) {
    // Some frameworks send what a tool returns as JSON, be it a string.
    Set<String> expected = Set.of(act.answer(), "\"" + act.answer() + "\"");
    if (answer.isError() || !expected.contains(answer.text())) {
      return told("answered " + answer);
    }
    return isRecorded("ok", action) ? "" : told("recorded " + recorded);
  }

  /** Whether its end is recorded, and what is denied in it, no more and no less. */
  private boolean isRecorded(String outcome, String action) {
    return recorded.isPresent()
        && recorded.get().end().outcome().equals(outcome)
        && recorded.get().denials().isEmpty() == act.denied().isEmpty()
        && recorded.get().denials().stream()
            .allMatch(
                line ->
                    line.operation().equals(act.denied())
                        && line.action().equals(action)
                        && line.used().equals(act.used()));
  }

  private String told(String what) {
    return act + " " + what;
  }
}
