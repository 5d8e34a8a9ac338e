package dev.sallyport.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All rows, in the order of their numbers: a hook's number is its place here.
 *
 * <p>What woven code passes to the doors is the number under a seal that differs from run to run.
 * The doors are as public as the JDK's own classes have to find them, and code that can't read what
 * was woven can't guess what they take.
 */
public final class HookTable {
  private final List<Hook> rows;
  private final Map<String, int[]> byOwner;
  private final int seal;

  private HookTable(List<Hook> rows, Map<String, int[]> byOwner, int seal) {
    this.rows = rows;
    this.byOwner = byOwner;
    this.seal = seal;
  }

  /** The rows of those families. */
  @SafeVarargs
  public static HookTable of(List<Hook>... families) {
    List<Hook> rows = new ArrayList<>();
    for (List<Hook> family : families) {
      rows.addAll(family);
    }
    return new HookTable(List.copyOf(rows), index(rows), 0);
  }

  /** The same rows, under that seal. */
  public HookTable sealed(int otherSeal) {
    return new HookTable(rows, byOwner, otherSeal);
  }

  /** With more rows, after these. */
  public HookTable with(List<Hook> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Hook> all = new ArrayList<>(rows);
    all.addAll(more);
    return new HookTable(List.copyOf(all), index(all), seal);
  }

  /** What woven code passes for the row of that number. */
  public int stamp(int number) {
    return number ^ seal;
  }

  /** The number of the row that was passed for; negative where the agent has woven no such. */
  public int number(int stamp) {
    int number = stamp ^ seal;
    return number < rows.size() ? number : -1;
  }

  private static Map<String, int[]> index(List<Hook> rows) {
    Map<String, int[]> index = new HashMap<>();
    for (int number = 0; number < rows.size(); number++) {
      String owner = rows.get(number).owner();
      int[] before = index.get(owner);
      int[] numbers = new int[before == null ? 1 : before.length + 1];
      if (before != null) {
        System.arraycopy(before, 0, numbers, 0, before.length);
      }
      numbers[numbers.length - 1] = number;
      index.put(owner, numbers);
    }
    return index;
  }

  public List<Hook> rows() {
    return rows;
  }

  public Hook row(int number) {
    return rows.get(number);
  }

  /** The classes that have rows. */
  Set<String> owners() {
    return byOwner.keySet();
  }

  /** The numbers of the rows of that class, or null. A bare look-up: it runs in class loading. */
  int @org.jspecify.annotations.Nullable [] of(String owner) {
    return byOwner.get(owner);
  }

  /** Whether one of those rows is for that JDK. */
  boolean appliesTo(int[] numbers, int feature) {
    for (int number : numbers) {
      if (rows.get(number).appliesTo(feature)) {
        return true;
      }
    }
    return false;
  }
}
