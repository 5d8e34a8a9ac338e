package dev.sallyport.policy.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where decisions are written down.
 *
 * @param file an absolute path; null where not written
 * @param rotateSize of how many bytes a file may be before it is split off
 * @param rotateDaily whether it is split off when a day is over, in UTC
 * @param arguments what is written of the arguments of calls
 * @param full what becomes of calls that can't be recorded
 * @param checkpointRecords after how many records at most they are signed
 * @param checkpointEvery after what time at most they are signed
 * @param key the private key that signs, an absolute path; null where not written
 * @param export where records go beside the file
 */
public record Audit(
    @Nullable String file,
    long rotateSize,
    boolean rotateDaily,
    Sync sync,
    RecordedArguments arguments,
    WhenFull full,
    long checkpointRecords,
    Duration checkpointEvery,
    @Nullable String key,
    List<Export> export) {
  /** What holds where a policy says nothing. */
  public static final Audit USUAL =
      new Audit(
          null,
          100L << 20,
          /* rotateDaily= */ false,
          Sync.NONE,
          RecordedArguments.NAMES,
          WhenFull.GAP,
          5_000,
          Duration.ofMinutes(1),
          null,
          List.of());

  public Audit {
    export = List.copyOf(export);
  }
}
