package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditReader.Damage;

/** What of an audit file could not be read, in one line. */
final class DamageText {
  private DamageText() {}

  static String of(Damage damage) {
    String lines =
        damage.unreadable() == 1
            ? "line " + damage.first() + " is no record"
            : damage.unreadable() + " lines are no records, line " + damage.first() + " the first";
    String end = "the last line breaks off";
    if (!damage.torn()) {
      return lines;
    }
    return damage.unreadable() == 0 ? end : lines + ", and " + end;
  }
}
