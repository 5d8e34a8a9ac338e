package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.List;

/** Expands the sets of a pattern, such as {@code *.{ts,tsx}}, to one pattern per choice. */
final class Braces {
  /** More choices than anyone writes by hand, few enough to try one after the other. */
  static final int LIMIT = 256;

  private Braces() {}

  static List<String> expand(String text) throws Malformed {
    List<String> expanded = new ArrayList<>();
    expand(text, expanded);
    return expanded;
  }

  private static void expand(String text, List<String> expanded) throws Malformed {
    int open = next(text, 0, '{', '}');
    if (open < 0) {
      if (expanded.size() == LIMIT) {
        throw new Malformed("pattern stands for more than 256 patterns", "write it as several");
      }
      expanded.add(text);
      return;
    }
    if (text.charAt(open) == '}') {
      throw new Malformed("`}` closes nothing", "write `\\}` for the character itself");
    }
    String before = text.substring(0, open);
    List<String> choices = new ArrayList<>();
    int close = choices(text, open, choices);
    String after = text.substring(close + 1);
    for (String choice : choices) {
      expand(before + choice + after, expanded);
    }
  }

  /** Collects the choices of the set that opens there, and returns where it closes. */
  private static int choices(String text, int open, List<String> choices) throws Malformed {
    int depth = 0;
    int start = open + 1;
    for (int i = start; (i = nextInSet(text, i)) >= 0; i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      } else if (depth == 0) {
        choices.add(text.substring(start, i));
        start = i + 1;
        if (c == '}') {
          return i;
        }
      }
    }
    throw new Malformed("`{` is never closed", "write `\\{` for the character itself");
  }

  private static int nextInSet(String text, int from) {
    int brace = next(text, from, '{', '}');
    int comma = next(text, from, ',', ',');
    return comma >= 0 && (brace < 0 || comma < brace) ? comma : brace;
  }

  /** The first of two characters that is neither escaped nor inside {@code [...]}; or -1. */
  private static int next(String text, int from, char one, char other) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        int end = CharacterSet.end(text, i);
        i = end < 0 ? i : end;
      } else if (c == one || c == other) {
        return i;
      }
    }
    return -1;
  }
}
