package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.TrailFinding;
import dev.sallyport.agent.audit.TrailSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a check of an audit file found, in words. */
final class VerifyText {
  private VerifyText() {}

  static String of(TrailFinding finding) {
    String place = finding.line() == 0 ? "" : ":" + finding.line();
    String record = finding.seq() == 0 ? "" : "record " + finding.seq() + " ";
    String id = finding.id().isEmpty() ? "" : "(" + finding.id() + ") ";
    boolean named = finding.kind() == TrailFinding.Kind.REMOVED;
    return finding.file()
        + place
        + ": "
        + finding.kind().name().toLowerCase(Locale.ROOT)
        + ": "
        + (named ? "" : record + id)
        + finding.what();
  }

  static List<String> lines(TrailSummary summary, boolean keyed) {
    List<String> lines = new ArrayList<>();
    lines.add(
        summary.records()
            + " records in "
            + summary.files()
            + (summary.files() == 1 ? " file, " : " files, ")
            + summary.first()
            + " to "
            + summary.last()
            + ", "
            + (summary.findings() == 0
                ? "as they were written"
                : summary.findings() + " findings"));
    lines.add("head " + summary.head());
    lines.add(signatures(summary, keyed));
    if (summary.gaps() > 0) {
      lines.add(summary.lost() + " records lost and counted in " + summary.gaps() + " gaps");
    }
    if (summary.torn() > 0) {
      lines.add(summary.torn() + " torn ends of " + summary.tornBytes() + " bytes");
    }
    if (summary.timesBack() > 0) {
      lines.add("the clock went back " + summary.timesBack() + " times");
    }
    if (!summary.stopped()) {
      lines.add("no orderly end: the server runs, was killed, or records after it are cut off");
    }
    return lines;
  }

  private static String signatures(TrailSummary summary, boolean keyed) {
    if (!keyed) {
      return summary.checkpoints() + " checkpoints, not verified: no --key was given";
    }
    if (summary.signedTo() == 0) {
      return summary.checkpoints() + " checkpoints, none of them signed by a given key";
    }
    long after = summary.last() - summary.signedTo();
    return summary.signed()
        + " of "
        + summary.checkpoints()
        + " checkpoints good, signed up to record "
        + summary.signedTo()
        + ", "
        + after
        + " after it held by the chain alone";
  }
}
