package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.ReceivedRequest;
import java.util.List;

/**
 * What came of an attempt.
 *
 * @param answer a line for each time
 * @param decisions the ids of denials that came with the answer
 * @param arrived what the peer received of it
 * @param seen whether any byte of the marked request was received by anyone
 * @param recorded what the audit file says of the marked request, or of its connection where that
 *     was denied
 */
record HttpOutcome(
    HttpAttempt attempt,
    String answer,
    List<String> decisions,
    List<ReceivedRequest> arrived,
    boolean seen,
    List<AuditLine> recorded) {

  /** Empty if all is as the policy wants in enforce mode. */
  String deviationInEnforceMode() {
    return attempt.granted() ? deviationOfGranted("allow", "allowed") : deviationOfDenied();
  }

  /** Empty if nothing was stopped, and what would have been is recorded. */
  String deviationInAuditMode() {
    return attempt.granted()
        ? deviationOfGranted("allow", "allowed")
        : deviationOfGranted("deny", "observed");
  }

  private String deviationOfGranted(String verdict, String action) {
    if (!answer.lines().allMatch("200 served"::equals)) {
      return told("answered " + answer);
    }
    if (arrived.size() != attempt.times()
        || !arrived.stream().allMatch(request -> request.method().equals(attempt.method()))) {
      return told("arrived as " + arrived);
    }
    long times = recorded.stream().mapToLong(AuditLine::times).sum();
    if (times != attempt.times() || !isRecorded(verdict, action)) {
      return told("recorded " + times + " times, as " + recorded);
    }
    return "";
  }

  private String deviationOfDenied() {
    if (seen) {
      return told("was received");
    }
    if (!answer.lines().allMatch(line -> line.startsWith("threw "))) {
      return told("answered " + answer);
    }
    if (recorded.size() != attempt.times()
        || !isRecorded("deny", "blocked")
        || !decisions.equals(recorded.stream().map(AuditLine::id).toList())) {
      return told("told " + decisions + ", recorded " + recorded);
    }
    return "";
  }

  private boolean isRecorded(String verdict, String action) {
    return recorded.stream()
        .allMatch(
            line ->
                line.tool().equals(attempt.tool())
                    && line.verdict().equals(verdict)
                    && line.action().equals(action)
                    && (line.gate().equals("network") || line.isMethod(attempt.method())));
  }

  private String told(String what) {
    return attempt + " " + what;
  }

  /** What the client throws of a denial, without what differs from run to run. */
  String surface() {
    return answer
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll("sallyport [0-9a-zA-Z-]+", "sallyport ID")
        .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT")
        .replace(attempt.marker(), "MARKER");
  }
}
