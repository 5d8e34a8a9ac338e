package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.audit.AuditRecord.Shadowed;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Rows of decisions: a line for each call, what the call did indented below it. Denials are in
 * capitals, and in colour where there is any.
 */
final class DecisionTable {
  private static final int TIME = 12;
  private static final int WHAT = 18;
  private static final int RESULT = 8;
  private static final int ID = 10;
  private static final String GAP = "  ";
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final boolean color;
  private final int target;
  private final int why;
  private String day = "";

  DecisionTable(PrintWriter out, boolean color, int width) {
    this.out = out;
    this.color = color;
    int left = width - TIME - WHAT - RESULT - ID - 5 * GAP.length();
    this.why = left / 2;
    this.target = left - why;
  }

  /** The line of a call whose decision is known. */
  void call(Decision decision, String outcome) {
    row(decision.time(), decision.of(), outcome, decision);
  }

  /** A line over decisions that have none of their own, such as the server's. */
  void heading(String time, String who, String note) {
    day(time);
    StringBuilder line = new StringBuilder();
    cell(clock(time), TIME, line);
    cell(who, WHAT, line);
    out.println(line.append(Printable.of(note)).toString().stripTrailing());
  }

  /** Something that a call, or the server, was about to do. */
  void effect(Decision decision) {
    String what = "  " + decision.gate() + " " + decision.operation();
    row(decision.time(), what, decision.target(), decision);
  }

  private void row(String time, String what, String target, Decision decision) {
    day(time);
    String style = "";
    String result = decision.action();
    String why = decision.rule().isEmpty() ? decision.reason() : decision.rule();
    if (decision.denied()) {
      style = decision.action().equals("observed") ? YELLOW : RED;
      result = result.toUpperCase(Locale.ROOT);
      why = (decision.reason() + " " + decision.rule()).strip();
    }
    String id = decision.times() > 1 ? decision.id() + " x" + decision.times() : decision.id();
    line(style, clock(time), what, target, result, why, id);
    Shadowed shadow = decision.shadow();
    if (shadow.differs()) {
      String otherwise = "shadow: " + shadow.verdict();
      line(style, "", "", otherwise, "", (shadow.reason() + " " + shadow.rule()).strip(), "");
    }
  }

  private void day(String time) {
    int end = time.indexOf('T');
    String date = end < 0 ? time : time.substring(0, end);
    if (day.isEmpty()) {
      line(BOLD, "TIME (UTC)", "CALL, EFFECT", "TARGET", "RESULT", "RULE OR REASON", "DECISION");
    }
    if (!date.equals(day)) {
      out.println(Printable.of(date));
      day = date;
    }
  }

  private void line(
      String style, String time, String what, String target, String result, String why, String id) {
    StringBuilder line = new StringBuilder();
    cell(time, TIME, line);
    cell(what, WHAT, line);
    cell(target, this.target, line);
    cell(result, RESULT, line);
    cell(why, this.why, line);
    line.append(Printable.of(id));
    String text = line.toString().stripTrailing();
    out.println(color && !style.isEmpty() ? style + text + PLAIN : text);
  }

  private static void cell(String text, int width, StringBuilder line) {
    String cut = Printable.cut(Printable.of(text), width);
    line.append(cut).append(" ".repeat(width - cut.length())).append(GAP);
  }

  /** The time of day to the millisecond. */
  private static String clock(String time) {
    int start = time.indexOf('T') + 1;
    return time.substring(start, Math.min(time.length(), start + TIME));
  }
}
