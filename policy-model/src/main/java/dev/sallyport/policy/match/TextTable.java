package dev.sallyport.policy.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers by a text, looked up by a part of another text without cutting that out of it. Open
 * addressing, by the hash of {@link String#hashCode}, which a caller that goes along a text
 * computes as it goes.
 */
final class TextTable {
  private static final int[] NONE = {};

  private final String[] keys;
  private final int[][] numbers;
  private final int longest;

  private TextTable(String[] keys, int[][] numbers, int longest) {
    this.keys = keys;
    this.numbers = numbers;
    this.longest = longest;
  }

  /** The hash of a text one character longer. */
  static int hash(int hash, char next) {
    return 31 * hash + next;
  }

  /** How long the longest text is; -1 where there is none. */
  int longest() {
    return longest;
  }

  /** Of the text that runs from {@code start} to {@code end}, in the order in which it got them. */
  int[] get(String text, int start, int end, int hash) {
    if (end - start > longest) {
      return NONE;
    }
    int mask = keys.length - 1;
    int length = end - start;
    for (int i = slot(hash, mask); numbers[i].length > 0; i = (i + 1) & mask) {
      if (keys[i].length() == length && text.startsWith(keys[i], start)) {
        return numbers[i];
      }
    }
    return NONE;
  }

  /** Of the whole text. */
  int[] get(String text) {
    return longest < 0 ? NONE : get(text, 0, text.length(), text.hashCode());
  }

  private static int slot(int hash, int mask) {
    return (hash ^ (hash >>> 16)) & mask;
  }

  /** Collects them. */
  static final class Builder {
    private static final TextTable EMPTY = new TextTable(new String[0], new int[0][], -1);

    private final Map<String, int[]> numbers = new HashMap<>();

    /** One more for a text; numbers are added in the order of their size. */
    void add(String text, int number) {
      int[] known = numbers.get(text);
      if (known == null) {
        numbers.put(text, new int[] {number});
      } else if (known[known.length - 1] != number) {
        int[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = number;
        numbers.put(text, more);
      }
    }

    /** The first for a text; others are not kept. */
    void addFirst(String text, int number) {
      if (!numbers.containsKey(text)) {
        numbers.put(text, new int[] {number});
      }
    }

    TextTable build() {
      if (numbers.isEmpty()) {
        return EMPTY;
      }
      // At most half full.
      int size = Integer.highestOneBit(numbers.size()) * 4;
      String[] keys = new String[size];
      int[][] values = new int[size][];
      Arrays.fill(keys, "");
      Arrays.fill(values, NONE);
      int longest = 0;
      for (Map.Entry<String, int[]> one : numbers.entrySet()) {
        int slot = slot(one.getKey().hashCode(), size - 1);
        while (values[slot].length > 0) {
          slot = (slot + 1) & (size - 1);
        }
        keys[slot] = one.getKey();
        values[slot] = one.getValue();
        longest = Math.max(longest, one.getKey().length());
      }
      return new TextTable(keys, values, longest);
    }
  }
}
