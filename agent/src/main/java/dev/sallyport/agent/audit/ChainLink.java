package dev.sallyport.agent.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The end of a line: {@code ,"seq":17,"chain":"<64 hex digits>"}}.
 *
 * <p>The chain value is the SHA-256 (FIPS 180-4), in lower-case hex digits, of the chain value of
 * the record before, as its 64 ASCII digits, and after that the bytes of the line up to, and
 * without, {@code ,"chain":}.
 *
 * @param seq counts the records from 1
 * @param chain the value as it is written
 * @param covered how many bytes of the line the value is of
 */
record ChainLink(long seq, String chain, int covered) {
  private static final byte[] SEQ = ",\"seq\":".getBytes(US_ASCII);
  private static final byte[] CHAIN = ",\"chain\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"}".getBytes(US_ASCII);
  private static final int HEAD = 64;
  private static final int TAIL = CHAIN.length + HEAD + END.length;

  /** As many digits as a number may have that is read: enough for any trail. */
  private static final int DIGITS = 18;

  /** That of a line, given without its line feed; null where it has none. */
  static @Nullable ChainLink of(byte[] line, int from, int to) {
    int covered = to - TAIL;
    if (covered <= from
        || !at(line, covered, CHAIN)
        || !at(line, to - END.length, END)
        || !isHex(line, covered + CHAIN.length)) {
      return null;
    }
    int digits = covered;
    while (digits > from && line[digits - 1] >= '0' && line[digits - 1] <= '9') {
      digits--;
    }
    int count = covered - digits;
    if (count == 0
        || count > DIGITS
        || line[digits] == '0'
        || digits - SEQ.length <= from
        || line[from] != '{'
        || !at(line, digits - SEQ.length, SEQ)) {
      return null;
    }
    return new ChainLink(
        Long.parseLong(new String(line, digits, count, US_ASCII)),
        new String(line, covered + CHAIN.length, HEAD, US_ASCII),
        covered - from);
  }

  /**
   * A line with its link.
   *
   * @param line one JSON object and its line feed
   */
  static byte[] appended(byte[] line, ChainPoint before, MessageDigest sha256) {
    byte[] number = Long.toString(before.seq() + 1).getBytes(US_ASCII);
    int object = line.length - END.length;
    int covered = object + SEQ.length + number.length;
    byte[] linked = Arrays.copyOf(line, covered + TAIL + 1);
    System.arraycopy(SEQ, 0, linked, object, SEQ.length);
    System.arraycopy(number, 0, linked, object + SEQ.length, number.length);
    byte[] head = value(before.head(), linked, 0, covered, sha256).getBytes(US_ASCII);
    System.arraycopy(CHAIN, 0, linked, covered, CHAIN.length);
    System.arraycopy(head, 0, linked, covered + CHAIN.length, HEAD);
    System.arraycopy(END, 0, linked, covered + CHAIN.length + HEAD, END.length);
    linked[linked.length - 1] = '\n';
    return linked;
  }

  /** Where the chain is after a line that {@link #appended} linked to what was before. */
  static ChainPoint after(ChainPoint before, byte[] linked) {
    int head = linked.length - 1 - END.length - HEAD;
    return new ChainPoint(before.seq() + 1, new String(linked, head, HEAD, US_ASCII));
  }

  /** What the chain value is of these bytes of a line, after that. */
  static String value(String before, byte[] line, int from, int covered, MessageDigest sha256) {
    sha256.update(before.getBytes(US_ASCII));
    sha256.update(line, from, covered);
    return HexFormat.of().formatHex(sha256.digest());
  }

  ChainPoint point() {
    return new ChainPoint(seq, chain);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static boolean isHex(byte[] line, int from) {
    for (int i = from; i < from + HEAD; i++) {
      boolean hex = (line[i] >= '0' && line[i] <= '9') || (line[i] >= 'a' && line[i] <= 'f');
      if (!hex) {
        return false;
      }
    }
    return true;
  }

  private static boolean at(byte[] line, int from, byte[] expected) {
    return Arrays.equals(line, from, from + expected.length, expected, 0, expected.length);
  }
}
