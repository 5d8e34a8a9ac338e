package dev.sallyport.agent.audit;

import java.nio.file.Path;

/**
 * What is not as it was written.
 *
 * @param line counted from 1; 0 where it is in no line
 * @param seq the number of the record that it is about, as far as it is known; else 0
 * @param id the id of the decision that it is about; else empty
 */
public record TrailFinding(Kind kind, Path file, long line, long seq, String id, String what) {

  /** How. */
  public enum Kind {
    /** A record has other bytes than those that were written. */
    CHANGED,
    /** Records are not there. */
    REMOVED,
    /** A record stands in another place. */
    MOVED,
    /** A record stands where none was written, or once more. */
    INSERTED,
    /** A line is no record of the chain, and no torn end that was recovered from. */
    UNREADABLE,
    /** The chain begins anew. */
    RESTARTED,
    /** A checkpoint is not signed by a key that was given, or not of what stands before it. */
    SIGNATURE,
    /** The chain value that was expected is not there. */
    HEAD
  }
}
