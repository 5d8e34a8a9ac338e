package dev.sallyport.policy.read;

import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${env:NAME}}, {@code ${property:name}} and either with a default, {@code
 * ${env:NAME:-default}}. {@code $$} is a dollar; one before anything but a brace is itself. A
 * variable that is there but empty counts as missing, so that {@code ${env:ROOT}/**} never becomes
 * everything.
 */
final class Substitution {
  private static final String ENV = "env:";
  private static final String PROPERTY = "property:";
  private static final String DEFAULT = ":-";

  private final Source source;
  private final Variables variables;
  private final Problems problems;

  Substitution(Source source, Variables variables, Problems problems) {
    this.source = source;
    this.variables = variables;
    this.problems = problems;
  }

  /** The text with its variables replaced, or null where one of them can't be. */
  @Nullable Text replace(String written, Span span) {
    int dollar = written.indexOf('$');
    if (dollar < 0) {
      return Text.of(written);
    }
    List<Text.Piece> pieces = new ArrayList<>();
    boolean complete = true;
    int start = 0;
    while (dollar >= 0) {
      if (written.startsWith("$$", dollar)) {
        pieces.add(new Text.Piece(written.substring(start, dollar + 1), false));
        start = dollar + 2;
      } else if (written.startsWith("${", dollar)) {
        pieces.add(new Text.Piece(written.substring(start, dollar), false));
        int close = written.indexOf('}', dollar);
        start = close < 0 ? written.length() : close + 1;
        String variable = written.substring(dollar, start);
        String value = close < 0 ? unclosed(variable, span) : value(variable, span);
        complete &= value != null;
        pieces.add(new Text.Piece(value == null ? "" : value, true));
      } else {
        pieces.add(new Text.Piece(written.substring(start, dollar + 1), false));
        start = dollar + 1;
      }
      dollar = written.indexOf('$', start);
    }
    pieces.add(new Text.Piece(written.substring(start), false));
    return complete ? new Text(written, pieces) : null;
  }

  private @Nullable String unclosed(String variable, Span span) {
    report("variable is never closed", variable, span, "write `${env:NAME}`, or `$$` for a dollar");
    return null;
  }

  /**
   * The value of one variable.
   *
   * @param variable with its braces
   */
  private @Nullable String value(String variable, Span span) {
    String inside = variable.substring(2, variable.length() - 1);
    int dash = inside.indexOf(DEFAULT);
    String reference = dash < 0 ? inside : inside.substring(0, dash);
    boolean env = reference.startsWith(ENV);
    if (!env && !reference.startsWith(PROPERTY)) {
      report(
          "`" + variable + "` does not say where its value is from",
          variable,
          span,
          "write `${env:" + reference + "}` or `${property:" + reference + "}`");
      return null;
    }
    String name = reference.substring(env ? ENV.length() : PROPERTY.length());
    String value = name.isEmpty() ? null : env ? variables.env(name) : variables.property(name);
    if (value != null && !value.isEmpty()) {
      return value;
    }
    if (dash >= 0) {
      return inside.substring(dash + DEFAULT.length());
    }
    report(
        (env ? "environment variable `" : "system property `")
            + name
            + (value == null ? "` is not set" : "` is empty"),
        variable,
        span,
        "set it, or write a default: `${" + reference + ":-default}`");
    return null;
  }

  /** Reports a variable, underlined by itself where it stands on the first line of its text. */
  private void report(String message, String variable, Span text, String help) {
    int column = source.line(text.line()).indexOf(variable, text.column() - 1);
    boolean inside = column >= 0 && column + variable.length() < text.column() + text.length();
    problems.add(
        Code.UNRESOLVED_VARIABLE,
        message,
        inside ? new Span(text.line(), column + 1, variable.length(), text.file()) : text,
        help);
  }
}
