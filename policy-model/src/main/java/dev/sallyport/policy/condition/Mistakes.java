package dev.sallyport.policy.condition;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects mistakes, and says in the words of a policy what the library found. */
final class Mistakes {
  private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  /** What the parser says more than where it failed, which is long and says little. */
  private static final Pattern EXPECTED = Pattern.compile(" (expecting|\\(candidates:) .*");

  private static final Pattern SYNTAX =
      Pattern.compile("(mismatched|extraneous|missing|token recognition|no viable).*");

  private static final List<String> FUNCTIONS =
      List.of(
          "all",
          "exists",
          "exists_one",
          "filter",
          "map",
          "has",
          "size",
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "int",
          "uint",
          "double",
          "string",
          "bool",
          "bytes",
          "dyn",
          "type",
          "duration",
          "timestamp",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getFullYear",
          "getHours",
          "getMilliseconds",
          "getMinutes",
          "getMonth",
          "getSeconds");

  private final String text;
  private final List<Mistake> all = new ArrayList<>();
  private boolean brokenOff;

  Mistakes(String text) {
    this.text = text;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  List<Mistake> all() {
    return List.copyOf(all);
  }

  /** What follows on a mistake of syntax is a guess, and left out. */
  void add(CelIssue issue) {
    String message = EXPECTED.matcher(issue.getMessage()).replaceFirst("");
    boolean syntax = SYNTAX.matcher(message).matches();
    if (syntax && brokenOff) {
      return;
    }
    brokenOff |= syntax;
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.matches()) {
      addUnknown(issue.getSourceLocation(), unknown.group(1));
    } else {
      add(issue.getSourceLocation(), message.replace('\'', '`'));
    }
  }

  void add(CelSourceLocation location, String message) {
    int offset = offset(location);
    Matcher word = WORD.matcher(text);
    boolean onWord = word.find(offset) && word.start() == offset;
    int length = onWord ? word.end() - offset : 1;
    all.add(new Mistake(message, offset, length, "", List.of()));
  }

  /** The place of a function is the one of its parenthesis, and it has only part of a name. */
  private void addUnknown(CelSourceLocation location, String name) {
    int offset = offset(location);
    if (offset < text.length() && text.charAt(offset) == '(') {
      int start = Math.max(0, text.lastIndexOf(name, offset));
      all.add(new Mistake("`" + name + "` is no function", start, name.length(), name, FUNCTIONS));
      return;
    }
    Matcher word = WORD.matcher(text);
    boolean onWord = word.find(offset) && word.start() == offset;
    String whole = onWord ? word.group() : name;
    all.add(
        new Mistake("`" + whole + "` is no variable", offset, whole.length(), whole, variables()));
  }

  private static List<String> variables() {
    List<String> names = new ArrayList<>();
    for (Variable variable : Variable.values()) {
      names.add(variable.text());
    }
    names.add(Language.ENVIRONMENT);
    return names;
  }

  /** From lines and code points, at most the end of the text. */
  private int offset(CelSourceLocation location) {
    int start = 0;
    for (int line = 1; line < location.getLine(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    int points = text.codePointCount(start, text.length());
    int column = Math.max(0, Math.min(location.getColumn(), points));
    return text.offsetByCodePoints(start, column);
  }
}
