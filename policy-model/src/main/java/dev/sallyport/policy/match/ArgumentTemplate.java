package dev.sallyport.policy.match;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What several arguments of a call name together, such as <code>{owner}/{repo}</code>.
 *
 * <p>What they compose can be taken apart in one way only: a value that holds a character of the
 * template's own composes nothing, and neither does one that could mean another by the time that it
 * is used (escapes, dot segments, control characters).
 */
public final class ArgumentTemplate {
  private static final String NEVER = "%\\";

  /** Of each second the name of an argument; the others are as they are written. */
  private final List<String> parts;

  private final String own;

  private ArgumentTemplate(List<String> parts) {
    this.parts = List.copyOf(parts);
    StringBuilder literals = new StringBuilder();
    for (int i = 0; i < parts.size(); i += 2) {
      literals.append(parts.get(i));
    }
    this.own = literals.toString();
  }

  /** Parses a template. */
  public static ArgumentTemplate parse(String text) throws Malformed {
    List<String> parts = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      if (close < open + 2) {
        throw new Malformed("text is no template", "write it as `{owner}/{repo}`");
      }
      if (open == at && !parts.isEmpty()) {
        throw new Malformed(
            "nothing stands between two arguments, so that they can't be told apart",
            "write it as `{owner}/{repo}`");
      }
      parts.add(text.substring(at, open));
      parts.add(text.substring(open + 1, close));
      at = close + 1;
    }
    if (parts.isEmpty()) {
      throw new Malformed("text names no argument", "write it as `{owner}/{repo}`");
    }
    parts.add(text.substring(at));
    return new ArgumentTemplate(parts);
  }

  /** What these arguments name, as a path below the root; null where they name nothing. */
  public @Nullable String compose(Map<?, ?> arguments) {
    StringBuilder composed = new StringBuilder("/");
    for (int i = 0; i < parts.size(); i++) {
      String part = i % 2 == 0 ? parts.get(i) : value(arguments.get(parts.get(i)));
      if (part == null) {
        return null;
      }
      composed.append(part);
    }
    String path = composed.toString();
    return isStraight(path) ? path : null;
  }

  private @Nullable String value(@Nullable Object argument) {
    boolean whole =
        argument instanceof Integer || argument instanceof Long || argument instanceof BigInteger;
    if (!whole && !(argument instanceof String)) {
      return null;
    }
    String value = argument.toString();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) || NEVER.indexOf(c) >= 0 || own.indexOf(c) >= 0) {
        return null;
      }
    }
    return value.isEmpty() ? null : value;
  }

  /** Whether no segment is empty or only dots. */
  private static boolean isStraight(String path) {
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(start, end);
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }
}
