package dev.sallyport.agent.learn;

import java.util.Collection;
import java.util.Map;

/** What was learned as a policy of its own. */
public final class PolicyText {
  private PolicyText() {}

  /**
   * The text.
   *
   * @param mode of the policy
   * @param version of the agent
   * @param files the names of the files that were read, without their directories
   */
  public static String of(
      Learning learning, String mode, String version, Collection<String> files) {
    StringBuilder text = new StringBuilder();
    head(learning, version, files, text);
    text.append("sallyport: 1\n");
    if (learning.trail().servers().size() == 1) {
      String server = learning.trail().servers().iterator().next();
      if (!server.isEmpty()) {
        text.append("server: ").append(Quotes.YAML.value(server)).append('\n');
      }
    }
    text.append("mode: ").append(mode).append('\n');
    for (Map.Entry<String, Branch> section : learning.root().members.entrySet()) {
      Branch branch = section.getValue();
      text.append('\n');
      if (branch.members.values().stream().anyMatch(Branch::grants)) {
        text.append(section.getKey()).append(":\n");
        BlockText.members(branch.members, 2, text);
      } else {
        BlockText.comment(section.getKey() + ":", "", text);
        BlockText.members(branch.members, 2, text);
      }
    }
    return text.toString();
  }

  private static void head(
      Learning learning, String version, Collection<String> files, StringBuilder text) {
    Trail trail = learning.trail();
    line(
        "Learned by sallyport " + version + " from what a server did. Read it as you would a",
        text);
    line("colleague's: each rule says above it what it was learned from.", text);
    line("", text);
    line("From   " + String.join(", ", files), text);
    if (!trail.isEmpty()) {
      line(
          "Seen   "
              + Sighting.minute(trail.first())
              + " to "
              + Sighting.minute(trail.last())
              + " UTC, in "
              + plural(trail.runs(), "run")
              + ", mode "
              + String.join(" and ", trail.modes()),
          text);
    }
    line(
        "       "
            + plural(trail.calls(), "call")
            + ", "
            + plural(trail.operations(), "operation")
            + " of tools and of the server itself",
        text);
    line(
        "Rules  "
            + learning.rules()
            + "; seen and not granted, since somebody has to want it: "
            + learning.refusals(),
        text);
    if (trail.isBroken()) {
      line("BROKEN the records are not as they were written: see what sallyport verify says", text);
    }
    if (!trail.gaps().isEmpty()) {
      line("GAPS   " + trail.gaps() + ": what was done then is not in here", text);
    }
    if (!trail.isEmpty()
        && Sighting.minute(trail.first()).regionMatches(0, Sighting.minute(trail.last()), 0, 10)) {
      line("FEW    all of it on one day; what is done on others is not in here", text);
    }
    line("", text);
  }

  private static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static void line(String line, StringBuilder text) {
    BlockText.comment(line, "", text);
  }
}
