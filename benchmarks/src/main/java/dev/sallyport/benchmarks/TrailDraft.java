package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Writes an audit file of that many records, in parts, through the packaged recorder. */
final class TrailDraft {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final long CHECKPOINT = 5000;

  private TrailDraft() {}

  /** The file, {@code audit.jsonl} in the directory. */
  static Path write(Path directory, int records) throws IOException {
    AgentClasses agent = new AgentClasses(BuildTree.agentJar());
    Entries entries = new Entries(agent, TimeUnit.SECONDS.toNanos(BEGIN.getEpochSecond()));
    PackagedRecorder.Setting usual =
        new PackagedRecorder.Setting(/* file= */ true, "NONE", CHECKPOINT, "");
    try (PackagedRecorder recorder = new PackagedRecorder(agent, directory, usual, "BLOCK")) {
      entries.beginning().forEach(recorder::accept);
      for (int call = 1; call <= records / Entries.OF_A_CALL; call++) {
        entries.call(call).forEach(recorder::accept);
      }
      recorder.flush();
    }
    return directory.resolve("audit.jsonl");
  }
}
