package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditTrail;
import dev.sallyport.agent.audit.TrailCheck;
import dev.sallyport.agent.audit.TrailFinding;
import dev.sallyport.agent.audit.TrailSummary;
import dev.sallyport.agent.report.Chain;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Holds audit files against their chains. */
final class TrailChain {
  private static final int MOST_TOLD = 3;

  private TrailChain() {}

  static Chain of(List<Path> files) throws IOException {
    List<String> told = new ArrayList<>();
    long records = 0;
    long findings = 0;
    for (Path file : trails(files)) {
      TrailSummary summary = check(file, told);
      records += summary.records();
      findings += summary.findings();
    }
    if (records == 0) {
      return new Chain(
          Chain.State.MISSING,
          "The records have none: nothing shows that they are as they were written.");
    }
    if (findings > 0) {
      return new Chain(
          Chain.State.BROKEN,
          VerifyText.count(findings, "finding")
              + ": "
              + String.join("; ", told)
              + (findings > told.size() ? "; ..." : ""));
    }
    return new Chain(
        Chain.State.WHOLE,
        "Of "
            + records
            + " records none was changed, removed, moved or put in by somebody who can't compute"
            + " the chain anew. Signatures were not verified: see the command verify.");
  }

  /** Without those that are older parts of another: a pattern of the shell names both. */
  private static List<Path> trails(List<Path> files) throws IOException {
    List<Path> trails = new ArrayList<>(files);
    for (Path file : files) {
      new AuditTrail(file)
          .files().stream().filter(part -> !part.equals(file)).forEach(trails::remove);
    }
    return trails;
  }

  private static TrailSummary check(Path file, List<String> told) throws IOException {
    try {
      return new TrailCheck(new AuditTrail(file), List.of(), "", finding -> tell(finding, told))
          .run();
    } catch (GeneralSecurityException withoutKeys) {
      throw new IllegalStateException(withoutKeys);
    }
  }

  private static void tell(TrailFinding finding, List<String> told) {
    if (told.size() < MOST_TOLD) {
      told.add(VerifyText.of(finding));
    }
  }
}
