package dev.sallyport.agent.learn;

import java.util.List;
import java.util.Map;

/** A branch as YAML in block style, with what is said of it in comments; or in flow style. */
final class BlockText {
  private static final int STEP = 2;

  private BlockText() {}

  /** The lines of a key and what is under it, each with its line feed. */
  static void member(String key, Branch branch, int indent, StringBuilder out) {
    String margin = " ".repeat(indent);
    for (String note : branch.above) {
      comment(note, margin, out);
    }
    if (branch.withheld) {
      refused(branch.refused, key, margin, out);
      return;
    }
    out.append(margin).append(Quotes.YAML.key(key)).append(':');
    if (!branch.items.isEmpty()) {
      out.append('\n');
      branch.items.forEach(item -> item(item, indent + STEP, out));
    } else if (branch.members.values().stream().anyMatch(Branch::grants)) {
      out.append('\n');
      members(branch.members, indent + STEP, out);
    } else {
      out.append(" {}\n");
    }
    refused(branch.refused, "", margin + " ".repeat(STEP), out);
  }

  /** The members of a mapping, a tool and its like with a line between them. */
  static void members(Map<String, Branch> members, int indent, StringBuilder out) {
    boolean first = true;
    for (Map.Entry<String, Branch> member : members.entrySet()) {
      if (!first && indent == STEP) {
        out.append('\n');
      }
      member(member.getKey(), member.getValue(), indent, out);
      first = false;
    }
  }

  static void item(Item item, int indent, StringBuilder out) {
    String margin = " ".repeat(indent);
    if (!item.note().isEmpty()) {
      comment(item.note(), margin, out);
    }
    out.append(margin).append("- ").append(item.text(Quotes.YAML)).append('\n');
  }

  static void refused(List<Branch.Refused> refused, String of, String margin, StringBuilder out) {
    if (refused.isEmpty()) {
      return;
    }
    comment(of.isEmpty() ? "Seen, and not granted:" : of + ", seen and not granted:", margin, out);
    for (Branch.Refused one : refused) {
      out.append(margin).append("#   ").append(one.text()).append('\n');
    }
  }

  static void comment(String text, String margin, StringBuilder out) {
    out.append(margin)
        .append(text.isEmpty() ? "#" : "# ")
        .append(Quotes.comment(text))
        .append('\n');
  }

  /** Its value on one line. */
  static String flow(Branch branch, Quotes quotes) {
    StringBuilder text = new StringBuilder();
    if (!branch.items.isEmpty()) {
      for (Item item : branch.items) {
        text.append(text.length() == 0 ? "[" : ", ").append(item.text(quotes));
      }
      return text.append(']').toString();
    }
    for (Map.Entry<String, Branch> member : branch.members.entrySet()) {
      if (member.getValue().grants()) {
        text.append(text.length() == 0 ? "{ " : ", ").append(quotes.key(member.getKey()));
        text.append(": ").append(flow(member.getValue(), quotes));
      }
    }
    return text.length() == 0 ? "{}" : text.append(" }").toString();
  }
}
