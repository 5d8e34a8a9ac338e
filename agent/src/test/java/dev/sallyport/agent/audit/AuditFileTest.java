package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.Stderr;
import dev.sallyport.policy.model.Audit;
import dev.sallyport.policy.model.RecordedArguments;
import dev.sallyport.policy.model.Sync;
import dev.sallyport.policy.model.WhenFull;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditFileTest {
  private final Stderr err = new Stderr();
  private final Losses losses = new Losses(false);
  private final Disk disk = new Disk();
  private long nanoTime;
  private AuditFile audit = file(Audit.USUAL);

  private AuditFile file(Audit rules) {
    return new AuditFile(
        () -> disk,
        "audit.jsonl",
        rules,
        /* checkpoints= */ null,
        Entries.ORIGIN,
        losses,
        err.stream(),
        InstantSource.system(),
        () -> nanoTime);
  }

  @Test
  void accept_diskFullThenNot_startsAgainWithGap() {
    record(1);
    disk.full = true;
    record(2);
    record(3);
    disk.full = false;
    record(4);
    assertThat(disk.lines()).hasSize(1);

    nanoTime += Duration.ofSeconds(1).toNanos();
    record(5);

    assertThat(disk.lines()).hasSize(3);
    assertThat(disk.lines().get(1))
        .contains("\"kind\":\"gap\"", "\"lost\":\"3\"", "\"cause\":\"write-failed\"")
        .contains("\"since\":\"2026-01-02T12:00:00.002000000Z\"");
    assertThat(disk.lines().get(2)).contains("/srv/5");
    assertThat(err.lines())
        .containsExactly("sallyport: audit: audit.jsonl can't be written: disk full");
  }

  @Test
  void accept_diskStaysFull_triesRarelyAndSaysSoOnce() {
    disk.full = true;

    for (int second = 0; second < 100; second++) {
      record(second);
      nanoTime += Duration.ofSeconds(1).toNanos();
    }

    assertThat(disk.tries).isEqualTo(7);
    assertThat(err.lines()).hasSize(1);
  }

  @Test
  void flush_diskThatDoesNotSync_losesUntilItDoes() {
    audit =
        file(
            new Audit(
                null,
                1000,
                /* rotateDaily= */ false,
                Sync.INTERVAL,
                RecordedArguments.NAMES,
                WhenFull.DENY,
                1000,
                Duration.ofHours(1),
                null,
                List.of()));
    disk.unsynced = true;
    for (int second = 1; second <= 3; second++) {
      nanoTime += Duration.ofSeconds(1).toNanos();
      record(second);
      assertThat(losses.losing()).isTrue();
    }
    assertThat(disk.lines()).hasSize(3);
    assertThat(err.lines()).hasSize(1);

    disk.unsynced = false;
    nanoTime += Duration.ofSeconds(1).toNanos();
    audit.flush();

    assertThat(losses.losing()).isFalse();
  }

  @Test
  void flush_diskNoLongerFullAndNothingNew_writesGap() {
    disk.full = true;
    record(1);
    disk.full = false;
    nanoTime += Duration.ofSeconds(1).toNanos();

    audit.flush();

    assertThat(disk.lines()).singleElement().asString().contains("\"lost\":\"1\"");
  }

  @Test
  void close_whileWaitingToTryAgain_triesOnceMore() {
    disk.full = true;
    record(1);
    disk.full = false;

    audit.close(Duration.ofSeconds(1));

    assertThat(disk.lines()).singleElement().asString().contains("\"lost\":\"1\"");
  }

  @Test
  void open_directoryCanNotBeMade_recordsGoToStderrAndSaidOnce(@TempDir Path directory)
      throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    AuditLocation location = AuditLocation.configured(file + "/audit.jsonl", 42);

    Sink sink = source(location).open();
    sink.accept(Entries.state("ready"));
    sink.flush();

    assertThat(err.lines()).hasSize(2);
    assertThat(err.lines().get(0)).startsWith("sallyport: audit: records go to stderr: ");
    assertThat(err.lines().get(1)).startsWith("{\"time\"").contains("\"kind\":\"ready\"");
  }

  @Test
  void open_directoryCanBeMade_recordsGoToFileAndNothingIsSaid(@TempDir Path directory) {
    AuditLocation location = AuditLocation.configured(directory + "/new/audit.jsonl", 42);

    Sink sink = source(location).open();
    sink.accept(Entries.state("ready"));
    sink.close(Duration.ofSeconds(1));

    assertThat(location.file()).content().contains("\"kind\":\"ready\"");
    assertThat(err.lines()).isEmpty();
  }

  @Test
  void open_anotherProcessWritesTheFile_writesBesideIt(@TempDir Path directory) throws IOException {
    AuditLocation location = AuditLocation.configured(directory + "/audit.jsonl", 42);
    try (LineOutput other = LineFile.open(location.file())) {
      other.append("other\n".getBytes(StandardCharsets.UTF_8), 6);

      Sink sink = source(location).open();
      sink.accept(Entries.state("ready"));
      sink.close(Duration.ofSeconds(1));
    }

    File beside = directory.resolve("audit-42.jsonl").toFile();
    assertThat(beside).content().contains("\"kind\":\"ready\"");
    assertThat(location.file()).hasContent("other\n");
    assertThat(err.lines()).singleElement().asString().contains(beside.getPath());
  }

  private AuditSource source(AuditLocation location) {
    File key = new File(location.file().getParentFile(), "audit.key");
    return new AuditSource(location, Audit.USUAL, key, Entries.ORIGIN, losses, err.stream());
  }

  private void record(int millis) {
    audit.accept(Entries.fileRead(millis, "/srv/" + millis, Entries.ALLOWED, Action.ALLOWED));
    audit.flush();
  }

  /** A disk that can be full, or fail when it has to keep what was written. */
  private static final class Disk implements LineOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean full;
    private boolean unsynced;
    private int tries;

    @Override
    public void append(byte[] lines, int length) throws IOException {
      tries++;
      if (full) {
        throw new IOException("disk full");
      }
      bytes.write(lines, 0, length);
    }

    @Override
    public ChainEnd end() {
      return ChainEnd.NONE;
    }

    @Override
    public void sync() throws IOException {
      if (unsynced) {
        throw new IOException("input/output error");
      }
    }

    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public long modified() {
      return 0;
    }

    @Override
    public boolean intact() {
      return true;
    }

    @Override
    public void splitOff() {}

    @Override
    public void close() {}

    List<String> lines() {
      return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }
}
