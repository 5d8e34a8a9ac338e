package dev.sallyport.agent.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of bytes, one after another in memory of the size of the longest. */
final class LineScanner {
  private static final int BLOCK = 1 << 16;

  private final InputStream in;
  private byte[] bytes = new byte[BLOCK];
  private int from;
  private int to;
  private int filled;
  private boolean ended;

  LineScanner(InputStream in) {
    this.in = in;
  }

  /** Goes on to the next line; false where there is none. */
  boolean next() throws IOException {
    from = ended ? to + 1 : to;
    ended = false;
    int at = from;
    while (true) {
      for (; at < filled; at++) {
        if (bytes[at] == '\n') {
          to = at;
          ended = true;
          return true;
        }
      }
      at -= from;
      if (!fill()) {
        to = filled;
        return to > from;
      }
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the line begins. */
  int from() {
    return from;
  }

  /** Where the line ends, its line feed left out. */
  int to() {
    return to;
  }

  /** Whether it has a line feed. */
  boolean ended() {
    return ended;
  }

  private boolean fill() throws IOException {
    System.arraycopy(bytes, from, bytes, 0, filled - from);
    filled -= from;
    from = 0;
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int count = in.read(bytes, filled, bytes.length - filled);
    filled += Math.max(0, count);
    return count >= 0;
  }
}
