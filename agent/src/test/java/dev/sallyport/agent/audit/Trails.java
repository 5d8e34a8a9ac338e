package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.policy.model.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Trails as a server writes them, and what a check finds in them. */
final class Trails {
  private Trails() {}

  /** As one run of a server does that makes so many decisions. */
  static void write(Path file, Audit rules, int decisions) {
    write(open(file, rules), decisions);
  }

  /** The same of one that signs nothing. */
  static void writeUnsigned(Path file, int decisions) {
    AuditFile sink =
        new AuditFile(
            () -> LineFile.open(file.toFile()),
            file.toString(),
            Audit.USUAL,
            /* checkpoints= */ null,
            Entries.ORIGIN,
            new Losses(false),
            System.err,
            InstantSource.system(),
            System::nanoTime);
    write(sink, decisions);
  }

  private static void write(Sink sink, int decisions) {
    for (int i = 0; i < decisions; i++) {
      sink.accept(Entries.fileRead(i, "/srv/" + i, Entries.ALLOWED, Action.ALLOWED));
      sink.flush();
    }
    sink.accept(Entries.state("stop"));
    sink.close(Duration.ofSeconds(1));
  }

  static Sink open(Path file, Audit rules) {
    return new AuditSource(
            AuditLocation.configured(file.toString(), 42),
            rules,
            key(file).toFile(),
            Entries.ORIGIN,
            new Losses(false),
            System.err)
        .open();
  }

  static Path key(Path file) {
    return file.resolveSibling("audit.key");
  }

  /** A check, which adds what it finds. */
  static TrailSummary check(Path file, List<TrailFinding> findings) throws IOException {
    return check(file, "", findings);
  }

  static TrailSummary check(Path file, String head, List<TrailFinding> findings)
      throws IOException {
    Path key = AuditLocation.publicKey(key(file).toFile()).toPath();
    List<String> keys = Files.exists(key) ? List.of(Files.readString(key)) : List.of();
    try {
      return new TrailCheck(new AuditTrail(file), keys, head, findings::add).run();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static List<TrailFinding> findings(Path file) throws IOException {
    List<TrailFinding> findings = new ArrayList<>();
    check(file, findings);
    return findings;
  }

  /** A check of the chain alone, which adds what it finds. */
  static TrailSummary chain(Path file, List<TrailFinding> findings) throws IOException {
    try {
      return new TrailCheck(new AuditTrail(file), List.of(), "", findings::add).run();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
