package dev.sallyport.agent.session;

import java.util.BitSet;

/**
 * Keys that were forgotten: a filter after Bloom (1970), so that one may be taken for forgotten
 * that never was, and none that was for new. Of the last million or so; begun anew in halves.
 */
final class Gone {
  private static final int BITS = 1 << 23;
  private static final int HALF = 1 << 19;
  private static final int HASHES = 4;

  /** The former holds the half million before. */
  private BitSet before = new BitSet();

  private BitSet now = new BitSet();
  private int count;

  void add(String key) {
    if (count == HALF) {
      before = now;
      now = new BitSet();
      count = 0;
    }
    for (int i = 0; i < HASHES; i++) {
      now.set(bit(key, i));
    }
    count++;
  }

  boolean has(String key) {
    return isIn(before, key) || isIn(now, key);
  }

  private static boolean isIn(BitSet bits, String key) {
    for (int i = 0; i < HASHES; i++) {
      if (!bits.get(bit(key, i))) {
        return false;
      }
    }
    return true;
  }

  /** Keys are digests, so that any of their digits are as good as a hash. */
  private static int bit(String key, int number) {
    int from = 8 * number;
    return Integer.parseUnsignedInt(key, from, from + 8, 16) & (BITS - 1);
  }
}
