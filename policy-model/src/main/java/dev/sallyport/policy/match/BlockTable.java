package dev.sallyport.policy.match;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers by blocks of addresses: those of one length are looked up, length after length. */
final class BlockTable {
  private final OfLength[] lengths;

  private BlockTable(OfLength[] lengths) {
    this.lengths = lengths;
  }

  int lengths() {
    return lengths.length;
  }

  /** Those of the block of one of the lengths that holds the address. */
  int[] get(int length, IpAddress address) {
    return lengths[length].get(address);
  }

  /** Those of the address alone. */
  int[] exactly(IpAddress address) {
    int last = lengths.length - 1;
    return last < 0 || lengths[last].bits != IpAddress.BITS
        ? OfLength.NONE
        : lengths[last].get(address);
  }

  /** The blocks of one length, in the order of their addresses. */
  private static final class OfLength {
    static final int[] NONE = {};

    private final int bits;
    private final IpAddress[] blocks;
    private final int[][] numbers;

    OfLength(int bits, SortedMap<IpAddress, int[]> blocks) {
      this.bits = bits;
      this.blocks = blocks.keySet().toArray(new IpAddress[0]);
      this.numbers = blocks.values().toArray(new int[0][]);
    }

    int[] get(IpAddress address) {
      int low = 0;
      int high = blocks.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        if (blocks[middle].sharesPrefix(address, bits)) {
          return numbers[middle];
        }
        if (blocks[middle].compareTo(address) < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return NONE;
    }
  }

  /** Collects them. */
  static final class Builder {
    private static final BlockTable EMPTY = new BlockTable(new OfLength[0]);

    private final SortedMap<Integer, SortedMap<IpAddress, int[]>> lengths = new TreeMap<>();

    /** One more of a block. */
    void add(IpBlock block, int number) {
      SortedMap<IpAddress, int[]> blocks = lengths.get(block.bits());
      if (blocks == null) {
        blocks = new TreeMap<>();
        lengths.put(block.bits(), blocks);
      }
      int[] known = blocks.get(block.first());
      int[] more = known == null ? new int[1] : Arrays.copyOf(known, known.length + 1);
      more[more.length - 1] = number;
      blocks.put(block.first(), more);
    }

    BlockTable build() {
      if (lengths.isEmpty()) {
        return EMPTY;
      }
      OfLength[] all = new OfLength[lengths.size()];
      int next = 0;
      for (Map.Entry<Integer, SortedMap<IpAddress, int[]>> one : lengths.entrySet()) {
        all[next++] = new OfLength(one.getKey(), one.getValue());
      }
      return new BlockTable(all);
    }
  }
}
