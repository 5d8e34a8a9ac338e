package dev.sallyport.policy.source;

import java.util.List;

/** Shows problems with the lines they stand in. */
public final class ProblemText {
  private ProblemText() {}

  /** One problem: what, where, the line with the mistake underlined, and what to do. */
  public static String render(Source source, Problem problem) {
    return render(source, problem, "error");
  }

  /**
   * As {@link #render(Source, Problem)}, of something that may be meant.
   *
   * @param severity what it is, such as {@code warning}
   */
  public static String render(Source source, Problem problem, String severity) {
    Span span = problem.span();
    String number = Integer.toString(span.line());
    StringBuilder text = new StringBuilder(256);
    text.append(severity)
        .append('[')
        .append(problem.code())
        .append("]: ")
        .append(problem.message());
    text.append("\n  --> ").append(source.name());
    text.append(':').append(span.line()).append(':').append(span.column()).append('\n');
    String line = source.line(span.line());
    text.append(number).append(" | ").append(line).append('\n');
    text.append(" ".repeat(number.length())).append(" | ");
    underline(text, line, span);
    text.append('\n');
    if (!problem.help().isEmpty()) {
      text.append(" ".repeat(number.length())).append(" = help: ").append(problem.help());
      text.append('\n');
    }
    return text.toString();
  }

  /** All problems of one policy, an empty line between them. */
  public static String render(Source source, List<Problem> problems) {
    return render(List.of(source), problems);
  }

  /**
   * All problems of a policy and of those that it extends, an empty line between them.
   *
   * @param sources the policy first
   */
  public static String render(List<Source> sources, List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems) {
      if (text.length() > 0) {
        text.append('\n');
      }
      text.append(render(problem.span().in(sources), problem));
    }
    return text.toString();
  }

  private static void underline(StringBuilder text, String line, Span span) {
    int start = Math.min(span.column() - 1, line.length());
    for (int i = 0; i < start; i++) {
      // A tab stays a tab, so that the marks stand under what they mark.
      text.append(line.charAt(i) == '\t' ? '\t' : ' ');
    }
    text.append("^".repeat(Math.max(1, Math.min(span.length(), line.length() - start))));
  }
}
