package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.attack.Attack;
import dev.sallyport.testapps.attack.Attacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table in {@code docs/denials.md}: each API, and what its caller sees of a denial. */
final class DenialTable {
  private static final String SAME = "same";
  private static final String HEADING = "## By API\n\n";
  private static final int OLDER = 17;
  private static final int NEWER = 25;

  private DenialTable() {}

  /** The rows as observed on a JDK, by the name of the attack. */
  static Map<String, String> of(Tally tally) {
    return tally.denied().stream()
        .filter(outcome -> outcome.attack().awaits().isEmpty())
        .collect(
            Collectors.toMap(
                outcome -> outcome.attack().name(), DenialTable::cell, (a, b) -> b, TreeMap::new));
  }

  /** Whether the table has a column for a JDK. */
  static boolean covers(Jdk jdk) {
    return jdk.feature() == OLDER || jdk.feature() == NEWER;
  }

  /** The rows as documented for a JDK that has a column, by the name of the attack. */
  static Map<String, String> documented(Jdk jdk) {
    Map<String, String> rows = new TreeMap<>();
    Map<String, Attack> attacks =
        Attacks.all().stream().collect(Collectors.toMap(Attack::toString, Function.identity()));
    Map<String, String> labels =
        attacks.values().stream().collect(Collectors.toMap(DenialTable::label, Attack::name));
    try {
      for (String line : Files.readAllLines(page())) {
        String[] cells = line.split(" \\| ", -1);
        if (line.startsWith("| ") && cells.length == 4) {
          String label = cells[0].substring(2) + " | " + cells[1];
          String name = labels.get(label);
          if (name != null && attacks.get(name).isIn(jdk.feature())) {
            String newer = cells[3].substring(0, cells[3].length() - 2);
            rows.put(name, jdk.feature() == OLDER || newer.equals(SAME) ? cells[2] : newer);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** Writes what was observed into the page, if both its JDKs were there. */
  static void approve(Map<Integer, Tally> tallies) throws IOException {
    if (tallies.containsKey(OLDER) && tallies.containsKey(NEWER)) {
      String page = Files.readString(page());
      String kept = page.substring(0, page.indexOf(HEADING) + HEADING.length());
      Files.writeString(page(), kept + rendered(tallies.get(OLDER), tallies.get(NEWER)));
    }
  }

  private static String rendered(Tally older, Tally newer) {
    Map<String, String> before = of(older);
    Map<String, String> after = of(newer);
    StringBuilder table =
        new StringBuilder(
            "| kind | API | JDK " + OLDER + " | JDK " + NEWER + " |\n|---|---|---|---|\n");
    for (Attack attack : Attacks.all()) {
      String name = attack.name();
      if (before.containsKey(name) || after.containsKey(name)) {
        String first = before.getOrDefault(name, "not there");
        String second = after.getOrDefault(name, "not there");
        table
            .append("| ")
            .append(label(attack))
            .append(" | ")
            .append(first)
            .append(" | ")
            .append(second.equals(first) ? SAME : second)
            .append(" |\n");
      }
    }
    return table.toString();
  }

  private static Path page() {
    return BuildTree.testapps().resolveSibling("docs/denials.md");
  }

  private static String label(Attack attack) {
    return attack.family() + " | " + attack.api();
  }

  /** The first line, or the last where the first only wraps it. */
  private static String cell(Outcome outcome) {
    String[] lines = outcome.surface().split("\n", -1);
    String first = lines[0];
    String cause = "";
    for (String line : lines) {
      if (line.startsWith("  caused by ")) {
        cause = ", because of " + line.substring("  caused by ".length());
      }
    }
    String cell = first + (first.contains("Permission denied") ? "" : cause);
    return "`" + cell.replace("|", "/").replace("`", "'").strip() + "`";
  }
}
