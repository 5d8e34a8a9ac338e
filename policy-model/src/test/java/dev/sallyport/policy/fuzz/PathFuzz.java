package dev.sallyport.policy.fuzz;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.PathPattern;

/** A pattern in the first line covers of the path in the second what a naive matcher says. */
public final class PathFuzz {
  private PathFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Lines lines = Lines.of(input);
    PathPattern pattern;
    try {
      pattern = PathPattern.parse(lines.first());
    } catch (Malformed e) {
      return;
    }
    String path = lines.second();
    boolean covered = pattern.matches(path);
    if (lines.areShort()
        && PathRegex.isPath(path)
        && covered != PathRegex.covers(lines.first(), path)) {
      throw new AssertionError(lines.first() + " covers " + path + ": " + covered);
    }
  }
}
