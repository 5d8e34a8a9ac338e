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
        count(summary.records(), "record")
            + " in "
            + count(summary.files(), "file")
            + (summary.records() == 0 ? "" : ", " + summary.first() + " to " + summary.last())
            + verdict(summary));
    lines.add("head " + summary.head());
    lines.add(signatures(summary, keyed));
    if (summary.gaps() > 0) {
      lines.add(
          count(summary.lost(), "record") + " lost and counted in " + count(summary.gaps(), "gap"));
    }
    if (summary.torn() > 0) {
      lines.add(count(summary.torn(), "torn end") + " of " + count(summary.tornBytes(), "byte"));
    }
    if (summary.timesBack() > 0) {
      lines.add("older than the one before: " + count(summary.timesBack(), "record"));
    }
    if (!summary.stopped()) {
      lines.add("no orderly end: the server runs, was killed, or records after it are cut off");
    }
    return lines;
  }

  private static String verdict(TrailSummary summary) {
    if (summary.findings() > 0) {
      return ", " + count(summary.findings(), "finding");
    }
    return summary.records() == 0 ? "" : ", as they were written";
  }

  private static String signatures(TrailSummary summary, boolean keyed) {
    if (!keyed) {
      return count(summary.checkpoints(), "checkpoint") + ", not verified: no --key was given";
    }
    if (summary.signedTo() == 0) {
      return count(summary.checkpoints(), "checkpoint") + ", none signed by a given key";
    }
    long after = summary.last() - summary.signedTo();
    return summary.signed()
        + " of "
        + count(summary.checkpoints(), "checkpoint")
        + " good, signed up to record "
        + summary.signedTo()
        + ", "
        + after
        + " after it held by the chain alone";
  }

  /** Such as {@code 1 record} and {@code 2 records}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
