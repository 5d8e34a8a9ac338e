package dev.sallyport.policy.reference;

import java.util.ArrayList;
import java.util.List;

/** Globs by trying everything. */
public final class NaiveGlob {
  private NaiveGlob() {}

  /** A name, in which {@code *} is any characters, {@code \*} a star, {@code \\} a backslash. */
  public static boolean name(String glob, String name) {
    if (glob.isEmpty()) {
      return name.isEmpty();
    }
    if (glob.startsWith("\\*") || glob.startsWith("\\\\")) {
      return name.startsWith(glob.substring(1, 2)) && name(glob.substring(2), name.substring(1));
    }
    if (glob.startsWith("*")) {
      return name(glob.substring(1), name) || (!name.isEmpty() && name(glob, name.substring(1)));
    }
    return !name.isEmpty()
        && glob.charAt(0) == name.charAt(0)
        && name(glob.substring(1), name.substring(1));
  }

  /** Arguments of a program, of which {@code **} is any number. */
  static boolean arguments(List<String> globs, List<String> arguments) {
    if (globs.isEmpty()) {
      return arguments.isEmpty();
    }
    List<String> rest = globs.subList(1, globs.size());
    if (globs.get(0).equals("**")) {
      return arguments(rest, arguments)
          || (!arguments.isEmpty() && arguments(globs, arguments.subList(1, arguments.size())));
    }
    return !arguments.isEmpty()
        && name(globs.get(0), arguments.get(0))
        && arguments(rest, arguments.subList(1, arguments.size()));
  }

  /** What braces stand for, the innermost last. */
  static List<String> choices(String pattern) {
    int open = pattern.indexOf('{');
    if (open < 0) {
      return List.of(pattern);
    }
    int close = open;
    int depth = 0;
    int start = open + 1;
    List<String> parts = new ArrayList<>();
    do {
      char c = pattern.charAt(close);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if ((depth == 1 && c == ',') || depth == 0) {
        parts.add(pattern.substring(start, close));
        start = close + 1;
      }
      close++;
    } while (depth > 0);
    List<String> all = new ArrayList<>();
    for (String part : parts) {
      all.addAll(choices(pattern.substring(0, open) + part + pattern.substring(close)));
    }
    return all;
  }

  /** One name of a path. */
  static boolean element(String glob, String name) {
    if (glob.isEmpty()) {
      return name.isEmpty();
    }
    if (glob.startsWith("*")) {
      return element(glob.substring(1), name)
          || (!name.isEmpty() && element(glob, name.substring(1)));
    }
    if (name.isEmpty()) {
      return false;
    }
    char c = name.charAt(0);
    String rest = name.substring(1);
    if (glob.startsWith("[")) {
      int close = glob.indexOf(']');
      boolean none = glob.charAt(1) == '!';
      String set = glob.substring(none ? 2 : 1, close);
      boolean range = set.length() == 3 && set.charAt(1) == '-';
      boolean in = range ? (c >= set.charAt(0) && c <= set.charAt(2)) : set.indexOf(c) >= 0;
      return in != none && element(glob.substring(close + 1), rest);
    }
    boolean fits = glob.startsWith("?") || glob.charAt(0) == c;
    return fits && element(glob.substring(1), rest);
  }
}
