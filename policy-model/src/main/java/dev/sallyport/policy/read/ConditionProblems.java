package dev.sallyport.policy.read;

import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.condition.Mistake;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;

/** Compiles the conditions of a policy, and says what is wrong with them and where. */
final class ConditionProblems {
  private final Source source;
  private final Problems problems;

  ConditionProblems(Source source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** Of the conditions in this text; nothing is compiled where there is none. */
  void check(Policy policy) {
    for (Entry<Condition> condition : policy.conditions()) {
      check(condition);
    }
  }

  private void check(Entry<Condition> entry) {
    for (Mistake mistake : entry.value().check()) {
      problems.add(Code.BAD_CONDITION, mistake.message(), place(entry, mistake), help(mistake));
    }
  }

  private static String help(Mistake mistake) {
    if (mistake.word().isEmpty()) {
      return "";
    }
    String nearest = NearestWord.of(mistake.word(), mistake.known());
    return nearest.isEmpty()
        ? "there are `" + String.join("`, `", mistake.known()) + "`"
        : "did you mean `" + nearest + "`?";
  }

  /**
   * Where a part of the expression stands in the file. What YAML does to a text is done to its
   * white space, so the rest is followed; where that fails, as with escapes, it is the whole text.
   */
  private Span place(Entry<Condition> entry, Mistake mistake) {
    String expression = entry.value().toString();
    Span span = entry.span();
    int line = span.line();
    int column = span.column() - 1;
    char opening = column < source.line(line).length() ? source.line(line).charAt(column) : ' ';
    if (opening == '|' || opening == '>') {
      line++;
      column = 0;
    } else if (opening == '"' || opening == '\'') {
      column++;
    }
    for (int i = 0; i < expression.length(); i++) {
      if (Character.isWhitespace(expression.charAt(i))) {
        continue;
      }
      String text = source.line(line);
      while (column >= text.length() || Character.isWhitespace(text.charAt(column))) {
        if (column >= text.length()) {
          line++;
          column = 0;
          text = source.line(line);
          if (text.isEmpty() && line > span.line() + expression.length()) {
            return span;
          }
        } else {
          column++;
        }
      }
      if (text.charAt(column) != expression.charAt(i)) {
        return span;
      }
      if (i >= mistake.offset()) {
        return new Span(line, column + 1, mistake.length(), span.file());
      }
      column++;
    }
    return new Span(line, Math.max(1, column), 1, span.file());
  }
}
