package dev.sallyport.agent.credential;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds any number of patterns in one pass (Aho and Corasick, CACM 18, 1975).
 *
 * <p>Most states have one way on, so each has its ways as a list. Most of a text that has none of
 * the patterns is spent at the root and one step from it: those have a table. Never changes; safe
 * for any thread.
 */
final class Automaton {
  /** The state of who has seen nothing that a pattern begins with. */
  static final int ROOT = 0;

  private static final int OCTETS = 256;

  /** The last of the states that are one step from the root, which are the first ones. */
  private final int near;

  /** By state and octet, for the root and those near to it: the next state. */
  private final int[] table;

  /**
   * By state: the octet that leads to it, its first way on, its sibling, where it falls back to.
   */
  private final byte[] octet;

  private final int[] child;
  private final int[] sibling;
  private final int[] fallback;

  /** By state: what ends there, null for nothing. */
  private final Pattern @Nullable [][] found;

  private int states = 1;

  Automaton(List<Pattern> patterns) {
    int most = 1;
    for (Pattern pattern : patterns) {
      most += pattern.length();
    }
    octet = new byte[most];
    child = new int[most];
    sibling = new int[most];
    fallback = new int[most];
    found = new Pattern[most][];
    for (Pattern pattern : patterns) {
      grow(ROOT, (byte) pattern.form().at(0));
    }
    near = states - 1;
    for (Pattern pattern : patterns) {
      add(pattern);
    }
    table = new int[(near + 1) * OCTETS];
    for (int state = ROOT; state <= near; state++) {
      fill(state);
    }
    linkFallbacks();
  }

  private void add(Pattern pattern) {
    int state = ROOT;
    for (int i = 0; i < pattern.length(); i++) {
      state = grow(state, (byte) pattern.form().at(i));
    }
    found[state] = with(found[state], pattern);
  }

  private int grow(int state, byte next) {
    int way = way(state, next);
    if (way == 0) {
      way = states++;
      octet[way] = next;
      sibling[way] = child[state];
      child[state] = way;
    }
    return way;
  }

  /** Where there is no way on, those near to the root begin again there. */
  private void fill(int state) {
    for (int seen = 0; seen < OCTETS; seen++) {
      int way = way(state, (byte) seen);
      table[state * OCTETS + seen] = way == 0 ? way(ROOT, (byte) seen) : way;
    }
  }

  private int way(int state, byte next) {
    int way = child[state];
    while (way != 0 && octet[way] != next) {
      way = sibling[way];
    }
    return way;
  }

  /** Breadth first: a state falls back to one that is nearer to the root. */
  private void linkFallbacks() {
    int[] queue = new int[states];
    int end = 0;
    for (int way = child[ROOT]; way != 0; way = sibling[way]) {
      queue[end++] = way;
    }
    for (int i = 0; i < end; i++) {
      int state = queue[i];
      for (int way = child[state]; way != 0; way = sibling[way]) {
        fallback[way] = next(fallback[state], octet[way] & 0xff);
        Pattern[] shorter = found[fallback[way]];
        if (shorter != null) {
          found[way] = with(found[way], shorter);
        }
        queue[end++] = way;
      }
    }
  }

  private static Pattern[] with(Pattern @Nullable [] some, Pattern... more) {
    if (some == null) {
      return more;
    }
    Pattern[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  /**
   * The state after one more octet.
   *
   * @param seen from 0 to 255
   */
  int next(int state, int seen) {
    int from = state;
    while (from > near) {
      int way = way(from, (byte) seen);
      if (way != 0) {
        return way;
      }
      from = fallback[from];
    }
    return table[from * OCTETS + seen];
  }

  /** What ends where a state is reached, null for nothing. Not to be changed. */
  Pattern @Nullable [] found(int state) {
    return found[state];
  }
}
