package dev.sallyport.policy.read;

import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems. */
final class Problems {
  private final List<Problem> problems = new ArrayList<>(0);

  void add(Code code, String message, Span span, String help) {
    problems.add(new Problem(code.text(), message, span, help));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** All of them, in the order of the file. */
  List<Problem> inOrder() {
    problems.sort(new ByPlace());
    return problems;
  }

  private static final class ByPlace implements Comparator<Problem> {
    @Override
    public int compare(Problem one, Problem other) {
      int lines = Integer.compare(one.span().line(), other.span().line());
      return lines == 0 ? Integer.compare(one.span().column(), other.span().column()) : lines;
    }
  }
}
