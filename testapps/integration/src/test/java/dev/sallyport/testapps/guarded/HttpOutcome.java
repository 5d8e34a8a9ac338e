package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.ReceivedRequest;
import java.util.List;

/**
 * What came of an attempt.
 *
 * @param answer a line for each time
 * @param ids of denials, which came with the answer
 * @param arrived what the peer received of it
 * @param seen whether any byte of the marked request was received by anyone
 * @param requests what the audit file says of the marked request itself
 * @param denials what it says was denied in the call
 */
record HttpOutcome(
    HttpAttempt attempt,
    String answer,
    List<String> ids,
    List<ReceivedRequest> arrived,
    boolean seen,
    List<AuditLine> requests,
    List<AuditLine> denials) {

  /** Empty if all is as the policy wants in enforce mode. */
  String deviationInEnforceMode() {
    if (attempt.isGranted()) {
      return deviationOfSent(denials.isEmpty());
    }
    boolean recorded =
        denials.size() == attempt.times()
            && denials.stream().allMatch(this::isBlocked)
            && denials.stream().map(AuditLine::id).toList().equals(ids);
    if (seen) {
      return told("was received");
    }
    if (!answer.lines().allMatch(line -> line.startsWith("threw "))) {
      return told("answered " + answer);
    }
    return recorded ? "" : told("told " + ids + ", recorded " + denials);
  }

  /** Empty if nothing was stopped, and what would have been is recorded. */
  String deviationInAuditMode() {
    long times =
        denials.stream()
            .filter(line -> isDenied(line, "observed"))
            .mapToLong(AuditLine::times)
            .sum();
    return deviationOfSent(
        attempt.isGranted() ? denials.isEmpty() : ids.isEmpty() && times == attempt.times());
  }

  private String deviationOfSent(boolean recorded) {
    if (!answer.lines().allMatch("200 served"::equals)) {
      return told("answered " + answer);
    }
    if (arrived.size() != attempt.times() || !arrived.stream().allMatch(this::isWhole)) {
      return told("arrived as " + arrived);
    }
    long times = requests.stream().mapToLong(AuditLine::times).sum();
    boolean decided =
        times == attempt.times()
            && requests.stream()
                .allMatch(
                    line -> line.tool().equals(attempt.tool()) && line.isMethod(attempt.method()));
    return recorded && decided ? "" : told("recorded " + requests + ", denied " + denials);
  }

  private boolean isWhole(ReceivedRequest request) {
    return request.method().equals(attempt.method())
        && request.text().contains(attempt.carried())
        && (!attempt.method().equals("POST") || request.text().contains("body of "));
  }

  /** A host to which nothing is granted may be denied by its address, before any request. */
  private boolean isBlocked(AuditLine line) {
    return isDenied(line, "blocked")
        || (attempt.denied().equals("network")
            && line.gate().equals("network")
            && line.action().equals("blocked"));
  }

  private boolean isDenied(AuditLine line, String action) {
    boolean byUrl = attempt.denied().equals("http") || attempt.denied().equals("network");
    return line.tool().equals(attempt.tool())
        && line.action().equals(action)
        && (byUrl
            ? attempt.isRequest(line) && line.isMethod(attempt.method())
            : line.gate().equals(attempt.denied()) || line.isMethod(attempt.denied()));
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
