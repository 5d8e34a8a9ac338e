package dev.sallyport.policy.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A pattern of paths as a regular expression of the JDK. */
final class PathRegex {
  private PathRegex() {}

  /** Whether a path is absolute, and every name in it is one. */
  static boolean isPath(String path) {
    return path.matches("(?s)(/[^/\u0000]+)+") && !path.matches("(?s).*/\\.\\.?(/.*)?");
  }

  /** Whether a pattern that is one covers a path that is one. */
  static boolean covers(String pattern, String path) {
    for (String choice : choices(pattern)) {
      if (Pattern.compile(regex(choice), Pattern.DOTALL).matcher(path).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Behind what starts at {@code i}: an escaped character, a set, or one character. */
  private static int behind(String text, int i) {
    if (text.charAt(i) == '\\') {
      return Math.min(i + 2, text.length());
    }
    if (text.charAt(i) != '[') {
      return i + 1;
    }
    int first = text.startsWith("[!", i) ? i + 2 : i + 1;
    for (int at = first; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == ']' && at > first) {
        return at + 1;
      }
    }
    return text.length();
  }

  private static List<String> choices(String text) {
    for (int open = 0; open < text.length(); open = behind(text, open)) {
      if (text.charAt(open) == '{') {
        List<String> parts = new ArrayList<>();
        int start = open + 1;
        int depth = 1;
        int i = start;
        for (; depth > 0; i = behind(text, i)) {
          char c = text.charAt(i);
          depth += c == '{' ? 1 : c == '}' ? -1 : 0;
          if (depth == 0 || (depth == 1 && c == ',')) {
            parts.add(text.substring(start, i));
            start = i + 1;
          }
        }
        List<String> all = new ArrayList<>();
        for (String part : parts) {
          all.addAll(choices(text.substring(0, open) + part + text.substring(i)));
        }
        return all;
      }
    }
    return List.of(text);
  }

  private static String regex(String pattern) {
    List<String> names = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < pattern.length(); i = behind(pattern, i)) {
      if (pattern.charAt(i) == '/') {
        names.add(pattern.substring(start, i));
        start = i + 1;
      }
    }
    names.add(pattern.substring(start));
    names.removeIf(name -> name.isEmpty() || name.equals("."));
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      boolean last = i == names.size() - 1;
      regex.append(
          names.get(i).equals("**")
              ? last ? "(/[^/]+)+" : "(/[^/]+)*"
              : "/" + element(names.get(i)));
    }
    return regex.length() == 0 ? "/" : regex.toString();
  }

  private static String element(String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0, end; i < name.length(); i = end) {
      end = behind(name, i);
      String unit = name.substring(i, end);
      regex.append(
          switch (unit.charAt(0)) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            case '[' -> set(unit.substring(1, unit.length() - 1));
            case '\\' -> Pattern.quote(unit.substring(1));
            default -> {
              // Both halves of a surrogate pair are one character.
              end = name.offsetByCodePoints(i, 1);
              yield Pattern.quote(name.substring(i, end));
            }
          });
    }
    return regex.toString();
  }

  /** Whatever the set has, none of it is a slash. */
  private static String set(String written) {
    boolean none = written.startsWith("!");
    StringBuilder set = new StringBuilder(none ? "(?!/)[^" : "(?!/)[");
    int[] points = written.substring(none ? 1 : 0).codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      i += points[i] == '\\' ? 1 : 0;
      set.append(String.format("\\x{%x}", points[i]));
      if (i + 2 < points.length && points[i + 1] == '-') {
        i += 2;
        i += points[i] == '\\' ? 1 : 0;
        set.append(String.format("-\\x{%x}", points[i]));
      }
    }
    return set.append("]").toString();
  }
}
