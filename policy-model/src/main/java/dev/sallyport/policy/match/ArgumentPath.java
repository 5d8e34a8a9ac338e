package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an argument stands among those of a call: {@code mode}, {@code options.mode}, or {@code
 * files[].path} for each of a list. A dot or a bracket that is part of a name has a backslash
 * before it.
 */
public record ArgumentPath(List<Step> steps) {
  private static final String ITEMS = "[]";

  /** From what has an argument to the argument. */
  public sealed interface Step {

    /** A member of an object. */
    record Member(String name) implements Step {}

    /** Each item of a list. */
    record Items() implements Step {}
  }

  public ArgumentPath {
    steps = List.copyOf(steps);
  }

  /** Parses a path as it is written in a policy. */
  public static ArgumentPath parse(String text) throws Malformed {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (at <= text.length()) {
      StringBuilder name = new StringBuilder();
      at = name(text, at, name);
      if (name.isEmpty()) {
        throw new Malformed("path has an empty name", "write it as `options.mode`");
      }
      steps.add(new Step.Member(name.toString()));
      while (text.startsWith(ITEMS, at)) {
        steps.add(new Step.Items());
        at += ITEMS.length();
      }
      if (at < text.length() && text.charAt(at) != '.') {
        throw new Malformed(
            "path has a bracket that is none of `[]`", "write `files[].path`, or `\\[` in a name");
      }
      at++;
    }
    return new ArgumentPath(steps);
  }

  /** The one value that stands there; null where there is none, or where there could be many. */
  public @Nullable Object in(Map<?, ?> arguments) {
    Object value = arguments;
    for (Step step : steps) {
      boolean member = step instanceof Step.Member && value instanceof Map;
      value = member ? ((Map<?, ?>) value).get(((Step.Member) step).name()) : null;
    }
    return value;
  }

  /** Whether many values can stand there. */
  public boolean isOfMany() {
    for (Step step : steps) {
      if (step instanceof Step.Items) {
        return true;
      }
    }
    return false;
  }

  /** Reads a name, and answers where it ends. */
  private static int name(String text, int start, StringBuilder name) throws Malformed {
    int at = start;
    while (at < text.length() && ".[]".indexOf(text.charAt(at)) < 0) {
      if (text.charAt(at) == '\\') {
        at++;
        if (at == text.length()) {
          throw new Malformed("path ends in a backslash", "write `\\\\` for one");
        }
      }
      name.append(text.charAt(at));
      at++;
    }
    return at;
  }
}
