package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.audit.TrailFinding.Kind;
import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Stderr;
import dev.sallyport.policy.model.Audit;
import dev.sallyport.policy.model.RecordedArguments;
import dev.sallyport.policy.model.Sync;
import dev.sallyport.policy.model.WhenFull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a file: split off, missing, and written on after the file itself is gone. */
final class RotationTest {
  private static final long SIZE = 4096;

  @TempDir private Path directory;
  private final Stderr err = new Stderr();
  private final Losses losses = new Losses(false);
  private Instant now = Instant.parse("2026-01-02T23:59:00Z");
  private long nanoTime;

  private Path file() {
    return directory.resolve("audit.jsonl");
  }

  private AuditFile open(long size, boolean daily, WhenFull full) {
    Audit rules =
        new Audit(
            null,
            size,
            daily,
            Sync.ALWAYS,
            RecordedArguments.NAMES,
            full,
            1000,
            Duration.ofHours(1),
            null,
            List.of());
    return new AuditFile(
        () -> LineFile.open(file().toFile()),
        file().toString(),
        rules,
        /* checkpoints= */ null,
        Entries.ORIGIN,
        losses,
        err.stream(),
        () -> now,
        () -> nanoTime);
  }

  private static void record(AuditFile audit, int number) {
    audit.accept(Entries.fileRead(number, "/srv/" + number, Entries.ALLOWED, Action.ALLOWED));
    audit.flush();
  }

  private void fill(int records) {
    AuditFile audit = open(SIZE, /* daily= */ false, WhenFull.GAP);
    for (int i = 0; i < records; i++) {
      record(audit, i);
    }
    audit.close(Duration.ofSeconds(1));
  }

  @Test
  void size_reached_splitsOff_andTheChainGoesOnAcrossParts() throws IOException {
    fill(40);
    fill(5);

    List<Path> files = new AuditTrail(file()).files();
    assertThat(files).hasSizeGreaterThan(3).endsWith(file());
    assertThat(files.get(0)).hasFileName("audit.000001.jsonl");
    for (Path part : files.subList(0, files.size() - 1)) {
      assertThat(Files.size(part)).isBetween(SIZE, SIZE + 1000);
    }
    List<TrailFinding> findings = new ArrayList<>();
    TrailSummary summary = Trails.chain(file(), findings);
    assertThat(findings).isEmpty();
    assertThat(summary.files()).isEqualTo(files.size());
    assertThat(summary.records()).isEqualTo(45 + files.size() - 1);
    assertThat(Files.readString(file()))
        .contains("\"after\":\"audit.00000")
        .doesNotContain("/srv/0\"");
    assertThat(err.lines()).isEmpty();
  }

  @Test
  void part_removed_isToldAsMissing_andNothingElse() throws IOException {
    fill(40);
    for (Path part : new AuditTrail(file()).parts()) {
      byte[] kept = Files.readAllBytes(part);
      Files.delete(part);
      List<TrailFinding> findings = new ArrayList<>();

      Trails.chain(file(), findings);

      assertThat(findings).singleElement().extracting(TrailFinding::kind).isEqualTo(Kind.REMOVED);
      assertThat(findings.get(0).what()).contains("which ended " + part.getFileName());
      Files.write(part, kept);
    }
  }

  @Test
  void day_over_splitsOff_andAClockThatGoesBackDoesNot() throws IOException {
    AuditFile audit = open(Long.MAX_VALUE, /* daily= */ true, WhenFull.GAP);
    record(audit, 1);
    now = now.plusSeconds(120);
    record(audit, 2);
    now = now.minusSeconds(120);
    record(audit, 3);
    audit.close(Duration.ofSeconds(1));

    assertThat(new AuditTrail(file()).files()).hasSize(2);
    List<TrailFinding> findings = new ArrayList<>();
    assertThat(Trails.chain(file(), findings).records()).isEqualTo(4);
    assertThat(findings).isEmpty();
  }

  @Test
  void start_afterAKillBetweenTwoParts_goesOnFromThePart() throws IOException {
    fill(20);
    Path next = new AuditTrail(file()).nextPart();
    Files.move(file(), next);

    fill(1);

    List<TrailFinding> findings = new ArrayList<>();
    Trails.chain(file(), findings);
    assertThat(findings).isEmpty();
    assertThat(Files.readString(file())).contains("\"after\":\"" + next.getFileName() + "\"");
  }

  @Test
  void file_movedAway_isWrittenAnew_andSaysAfterWhat() throws IOException {
    AuditFile audit = open(Long.MAX_VALUE, /* daily= */ false, WhenFull.GAP);
    record(audit, 1);
    Path aside = Files.move(file(), directory.resolve("aside"));
    record(audit, 2);
    audit.close(Duration.ofSeconds(1));

    assertThat(Files.readString(aside)).contains("/srv/1").doesNotContain("/srv/2");
    assertThat(Files.readString(file())).contains("\"kind\":\"rotated\"", "/srv/2");
    assertThat(err.lines()).singleElement().asString().contains("was moved, removed or written");
    List<TrailFinding> findings = new ArrayList<>();
    Trails.chain(file(), findings);
    assertThat(findings).singleElement().extracting(TrailFinding::kind).isEqualTo(Kind.REMOVED);
  }

  @Test
  void directory_gone_losesUntilItIsBack() throws IOException {
    AuditFile audit = open(Long.MAX_VALUE, /* daily= */ false, WhenFull.DENY);
    record(audit, 1);
    assertThat(losses.losing()).isFalse();
    Path aside = Files.move(file(), directory.resolve("aside"));
    Files.createDirectory(file());
    record(audit, 2);
    assertThat(losses.losing()).isTrue();
    for (int second = 0; second < 10; second++) {
      nanoTime += Duration.ofSeconds(1).toNanos();
      audit.flush();
    }
    assertThat(losses.losing()).isTrue();
    Files.delete(file());
    Files.move(aside, file());

    nanoTime += Duration.ofSeconds(1).toNanos();
    audit.flush();

    assertThat(losses.losing()).isFalse();
    record(audit, 3);
    audit.close(Duration.ofSeconds(1));
    List<TrailFinding> findings = new ArrayList<>();
    TrailSummary summary = Trails.chain(file(), findings);
    assertThat(findings).isEmpty();
    assertThat(summary.lost()).isEqualTo(1);
    assertThat(err.lines()).filteredOn(line -> line.contains("can't be written")).hasSize(1);
  }
}
