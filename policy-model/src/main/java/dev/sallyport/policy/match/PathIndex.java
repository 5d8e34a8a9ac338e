package dev.sallyport.policy.match;

import java.util.List;

/**
 * Which of many path patterns, in order, is the first that says something of a path. Only those are
 * tried whose leading elements without a wildcard are leading elements of the path, so that what is
 * tried grows with those that begin alike, not with all.
 */
public final class PathIndex {
  private final PathPattern[] covering;
  private final PathPattern[] ways;

  /** By the elements before the first with a wildcard. */
  private final TextTable coveringBelow;

  private final TextTable waysBelow;

  /** The first of the ways by each directory above those elements. */
  private final TextTable above;

  private enum Question {
    COVERS,
    COVERS_OR_IS_DIRECTORY,
    LEADS
  }

  /** Patterns that cover what they lead to. */
  public PathIndex(List<PathPattern> patterns) {
    this(patterns, patterns);
  }

  /**
   * Patterns of two kinds, in the same places.
   *
   * @param covering what paths are compared with
   * @param ways what they are, or lead, on the way to
   */
  public PathIndex(List<PathPattern> covering, List<PathPattern> ways) {
    this.covering = covering.toArray(new PathPattern[0]);
    this.ways = ways.toArray(new PathPattern[0]);
    this.coveringBelow = below(this.covering);
    this.waysBelow = covering.equals(ways) ? coveringBelow : below(this.ways);
    this.above = above(this.ways);
  }

  private static TextTable below(PathPattern[] patterns) {
    TextTable.Builder below = new TextTable.Builder();
    for (int i = 0; i < patterns.length; i++) {
      for (String prefix : patterns[i].prefixes()) {
        below.add(prefix, i);
      }
    }
    return below.build();
  }

  private static TextTable above(PathPattern[] patterns) {
    TextTable.Builder above = new TextTable.Builder();
    for (int i = 0; i < patterns.length; i++) {
      for (String prefix : patterns[i].prefixes()) {
        if (!prefix.isEmpty()) {
          above.addFirst("/", i);
        }
        for (int end = prefix.lastIndexOf('/'); end > 0; end = prefix.lastIndexOf('/', end - 1)) {
          above.addFirst(prefix.substring(0, end), i);
        }
      }
    }
    return above.build();
  }

  /**
   * The place of the first that covers the path; -1 for none.
   *
   * @param path absolute and normalised
   * @param directory whether one also does that ends in {@code /**} after that path
   */
  public int covering(String path, boolean directory) {
    Question asked = directory ? Question.COVERS_OR_IS_DIRECTORY : Question.COVERS;
    return first(coveringBelow, asked, path, covering.length);
  }

  /** The place of the first that the path leads to; -1 for none. */
  public int leading(String path) {
    int[] above = this.above.get(path);
    return first(waysBelow, Question.LEADS, path, above.length == 0 ? ways.length : above[0]);
  }

  /** The place of the first that {@linkplain PathPattern#moves does not move}; -1 for none. */
  public int notMoving(String from, String to) {
    int[] above = from.equals(to) ? new int[0] : this.above.get(from);
    int found = above.length == 0 ? covering.length : above[0];
    int hash = 0;
    for (int end = 0; end <= from.length(); end++) {
      if (isEnd(from, end)) {
        for (int place : coveringBelow.get(from, 0, end, hash)) {
          if (place >= found) {
            break;
          }
          found = covering[place].moves(from, to) ? found : place;
        }
      }
      hash = end < from.length() ? TextTable.hash(hash, from.charAt(end)) : hash;
    }
    return found < covering.length ? found : -1;
  }

  /**
   * The first of those whose leading elements are the path's.
   *
   * @param known the place of one that is found already; the number of all for none
   */
  private int first(TextTable table, Question asked, String path, int known) {
    int found = known;
    int hash = 0;
    int last = Math.min(path.length(), table.longest());
    for (int end = 0; end <= last; end++) {
      if (isEnd(path, end)) {
        for (int place : table.get(path, 0, end, hash)) {
          if (place >= found) {
            break;
          }
          found = is(asked, place, path) ? place : found;
        }
      }
      hash = end < last ? TextTable.hash(hash, path.charAt(end)) : hash;
    }
    return found < covering.length ? found : -1;
  }

  private boolean is(Question asked, int place, String path) {
    return switch (asked) {
      case COVERS -> covering[place].matches(path);
      case COVERS_OR_IS_DIRECTORY ->
          covering[place].matches(path) || covering[place].matchesDirectory(path);
      case LEADS -> ways[place].leadsTo(path);
    };
  }

  /** Whether an element ends there, or none has begun. */
  private static boolean isEnd(String path, int end) {
    return end == 0 || end == path.length() || path.charAt(end) == '/';
  }
}
