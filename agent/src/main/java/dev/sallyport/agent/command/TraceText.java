package dev.sallyport.agent.command;

import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Trace;
import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.util.List;
import java.util.Locale;

/** A trace as lines: what each part of the policy says, and which of them decides. */
final class TraceText {
  private static final int KIND = 10;
  private static final int SAYS = 7;

  private TraceText() {}

  static String of(Trace trace, List<Source> sources) {
    StringBuilder text = new StringBuilder();
    boolean decided = false;
    for (Trace.Step step : trace.steps()) {
      Decision decision = step.decision();
      boolean decides = !decided && decision.equals(trace.decision());
      decided |= decides;
      text.append(decides ? "> " : "  ");
      cell(kind(step.kind()), KIND, text);
      cell(says(decision), SAYS, text);
      text.append(Printable.of(decision.rule().toString()));
      text.append(" (").append(Words.of(decision.reason())).append(")\n");
    }
    text.append(QuestionText.of(trace.decision())).append('\n');
    Rule rule = trace.decision().rule();
    int line = rule.line();
    if (line > 0) {
      Source source = new Span(line, 1, 1, rule.file()).in(sources);
      text.append(line).append(" | ").append(Printable.of(source.line(line))).append('\n');
    }
    return text.toString();
  }

  private static String says(Decision decision) {
    return switch (decision.verdict()) {
      case ALLOW -> "grants";
      case DENY -> "denies";
      case APPROVE -> "asks";
    };
  }

  private static String kind(Trace.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void cell(String word, int width, StringBuilder text) {
    text.append(word).append(" ".repeat(width - word.length()));
  }
}
