package dev.sallyport.agent.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a file was found to end, and the chain goes on.
 *
 * @param point the last whole record; the beginning of a chain where there is none
 * @param after the name of the older part that this record is in; empty where it is in the file
 *     itself, or there is none
 * @param torn how many bytes stand after the last whole record, or in a file without one: what a
 *     process left that was killed while it wrote
 * @param digest of those bytes, SHA-256 in hex digits; empty where there are none
 * @param open whether the last line lacks its line feed
 */
record ChainEnd(ChainPoint point, String after, long torn, String digest, boolean open) {
  /** Of what has no past, such as a stream. */
  static final ChainEnd NONE = new ChainEnd(ChainPoint.START, "", 0, "", /* open= */ false);

  /** No record is longer: its texts are cut. */
  private static final int LONGEST = 1 << 24;

  private static final int BLOCK = 1 << 16;

  /** The end of a file and, where that has no record, of the part before it. */
  static ChainEnd of(RandomAccessFile file, AuditTrail trail) throws IOException {
    long length = file.length();
    boolean open = length > 0 && !endsLine(file, length);
    Last last = last(file, length);
    if (last != null) {
      long from = Math.min(length, last.end + 1);
      return new ChainEnd(last.point, "", length - from, digest(file, from, length), open);
    }
    List<Path> parts = trail.parts();
    if (!parts.isEmpty()) {
      Path part = parts.get(parts.size() - 1);
      try (RandomAccessFile older = new RandomAccessFile(part.toFile(), "r")) {
        last = last(older, older.length());
      }
      if (last != null) {
        String name = String.valueOf(part.getFileName());
        return new ChainEnd(last.point, name, length, digest(file, 0, length), open);
      }
    }
    return new ChainEnd(ChainPoint.START, "", length, digest(file, 0, length), open);
  }

  private record Last(ChainPoint point, long end) {}

  /** The last line that ends as a record does, wherever it stands in the last bytes. */
  private static @Nullable Last last(RandomAccessFile file, long length) throws IOException {
    int size = BLOCK;
    while (true) {
      long from = Math.max(0, length - size);
      byte[] tail = new byte[(int) (length - from)];
      file.seek(from);
      file.readFully(tail);
      int end = tail.length;
      while (end > 0) {
        int start = end;
        while (start > 0 && tail[start - 1] != '\n') {
          start--;
        }
        boolean whole = start > 0 || from == 0;
        ChainLink link = whole ? ChainLink.of(tail, start, end) : null;
        if (link != null) {
          return new Last(link.point(), from + end);
        }
        end = start - 1;
      }
      if (from == 0 || size >= LONGEST) {
        return null;
      }
      size *= 4;
    }
  }

  private static boolean endsLine(RandomAccessFile file, long length) throws IOException {
    file.seek(length - 1);
    return file.read() == '\n';
  }

  private static String digest(RandomAccessFile file, long from, long to) throws IOException {
    if (from == to) {
      return "";
    }
    MessageDigest sha256 = ChainLink.sha256();
    byte[] block = new byte[BLOCK];
    file.seek(from);
    for (long left = to - from; left > 0; ) {
      int count = (int) Math.min(left, block.length);
      file.readFully(block, 0, count);
      sha256.update(block, 0, count);
      left -= count;
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
