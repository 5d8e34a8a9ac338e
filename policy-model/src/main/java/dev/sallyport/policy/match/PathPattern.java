package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A pattern of absolute paths, compared element by element.
 *
 * <p>Within an element: {@code *} any characters, {@code ?} one character, {@code [a-z]} and {@code
 * [!a-z]} one of a set, {@code \} takes the next character as it is. {@code {a,b}} stands for
 * either, also across elements. An element {@code **} stands for any number of elements, none
 * included. A pattern starts with {@code /} or is, or starts with, {@code **}.
 */
public final class PathPattern {
  private final Elements[] alternatives;

  private PathPattern(List<Elements> alternatives) {
    this.alternatives = alternatives.toArray(new Elements[0]);
  }

  /** Parses and compiles a pattern. */
  public static PathPattern parse(String text) throws Malformed {
    List<Elements> alternatives = new ArrayList<>();
    for (String alternative : Braces.expand(text)) {
      alternatives.add(Elements.parse(alternative));
    }
    return new PathPattern(alternatives);
  }

  /** The pattern text that stands for exactly this text, whatever characters are in it. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("*?[]{},\\".indexOf(c) >= 0) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }

  /**
   * Whether the pattern covers the path. A pattern that ends in {@code /**} covers what is below
   * its directory, not the directory itself.
   *
   * @param path absolute and normalised
   */
  public boolean matches(String path) {
    for (Elements alternative : alternatives) {
      if (alternative.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the pattern ends in {@code /**} and the path is that directory itself. */
  public boolean matchesDirectory(String path) {
    for (Elements alternative : alternatives) {
      if (alternative.matchesDirectory(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the path leads to what the pattern covers: it is the root, fits the pattern's leading
   * elements up to one that is not {@code **}, or is the one path or the directory that the pattern
   * names.
   */
  public boolean leadsTo(String path) {
    for (Elements alternative : alternatives) {
      if (alternative.leadsTo(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the pattern covers below the second directory what it covers below the first, at the
   * same place. Where other parts of it cover what one part of it no longer does, it is not seen.
   *
   * @param from absolute and normalised, as is the other
   */
  public boolean moves(String from, String to) {
    for (Elements alternative : alternatives) {
      if (!alternative.moves(from, to)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same pattern with the leading elements that hold no wildcard replaced by what the function
   * makes of them; for a root that is a link.
   *
   * @param realPath from an absolute path to an absolute path
   */
  public PathPattern resolved(UnaryOperator<String> realPath) {
    List<Elements> resolved = new ArrayList<>(alternatives.length);
    boolean changed = false;
    for (Elements alternative : alternatives) {
      Elements other = alternative.resolved(realPath);
      changed |= other != alternative;
      resolved.add(other);
    }
    return changed ? new PathPattern(resolved) : this;
  }

  /** A pattern that covers what either covers. */
  public PathPattern or(PathPattern other) {
    if (other == this) {
      return this;
    }
    List<Elements> both = new ArrayList<>(Arrays.asList(alternatives));
    both.addAll(Arrays.asList(other.alternatives));
    return new PathPattern(both);
  }

  /** The paths it stands for, where it holds no wildcard; else empty. */
  public List<String> literals() {
    List<String> literals = new ArrayList<>(alternatives.length);
    for (Elements alternative : alternatives) {
      String literal = alternative.literal();
      if (literal == null) {
        return List.of();
      }
      literals.add(literal);
    }
    return literals;
  }

  /**
   * The leading elements without a wildcard of each of its alternatives; empty where it has none.
   */
  List<String> prefixes() {
    List<String> prefixes = new ArrayList<>(alternatives.length);
    for (Elements alternative : alternatives) {
      prefixes.add(alternative.prefix());
    }
    return prefixes;
  }

  /** How many characters of a path the pattern fixes at least: the more, the more specific. */
  public int literalLength() {
    int least = Integer.MAX_VALUE;
    for (Elements alternative : alternatives) {
      least = Math.min(least, alternative.literalLength());
    }
    return least;
  }
}
