package dev.sallyport.agent.audit;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Lines in a row that are no records, until it is known what they are. */
final class TornEnd {
  private final Path file;
  private final long line;
  private MessageDigest sha256 = ChainLink.sha256();
  private long lines;
  private long bytes;
  private boolean ended;

  TornEnd(Path file, long line) {
    this.file = file;
    this.line = line;
  }

  void add(byte[] from, int start, int end, boolean lineFeed) {
    if (ended) {
      sha256.update((byte) '\n');
      bytes++;
    }
    sha256.update(from, start, end - start);
    bytes += end - start;
    ended = lineFeed;
    lines++;
  }

  /**
   * Whether a record says just this of them. Their last line feed counts where it was there before
   * the record.
   */
  boolean isTold(String bytesTold, String digestTold) {
    String without = digest(/* lineFeed= */ false);
    if (bytesTold.equals(Long.toString(bytes)) && digestTold.equals(without)) {
      return true;
    }
    return ended
        && bytesTold.equals(Long.toString(bytes + 1))
        && digestTold.equals(digest(/* lineFeed= */ true));
  }

  private String digest(boolean lineFeed) {
    try {
      MessageDigest copy = (MessageDigest) sha256.clone();
      if (lineFeed) {
        copy.update((byte) '\n');
      }
      return HexFormat.of().formatHex(copy.digest());
    } catch (CloneNotSupportedException everyJdkCan) {
      throw new IllegalStateException(everyJdkCan);
    }
  }

  Path file() {
    return file;
  }

  /** The first one's number. */
  long line() {
    return line;
  }

  long lines() {
    return lines;
  }

  long bytes() {
    return bytes;
  }

  /** Whether the last of them has a line feed. */
  boolean ended() {
    return ended;
  }
}
