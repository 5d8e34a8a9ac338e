package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.attack.Attack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What came of all attacks on one JDK, by policy; the lists are in the same order. */
record Tally(Jdk jdk, List<Outcome> denied, List<Outcome> granted, List<Outcome> audited) {

  /** What was not stopped, told to have succeeded, or not recorded. */
  List<Outcome> leaks() {
    return failing(denied, Outcome::denied);
  }

  List<Outcome> failedTwins() {
    return failing(granted, Outcome::succeeded);
  }

  List<Outcome> unobserved() {
    return failing(audited, Outcome::observed);
  }

  /** How many attacks whose gate there is. */
  long counted() {
    return denied.stream().filter(Tally::counts).count();
  }

  private static List<Outcome> failing(List<Outcome> outcomes, Predicate<Outcome> wanted) {
    return outcomes.stream().filter(Tally::counts).filter(wanted.negate()).toList();
  }

  private static boolean counts(Outcome outcome) {
    return outcome.attack().awaits().isEmpty();
  }

  /** Prints the families and the sum, and writes them with every attack to a file. */
  void publish() throws IOException {
    String text = families() + waiting() + sum() + "\n";
    System.out.println(text);
    Path target = Path.of(System.getProperty("sallyport.runs", "target/runs")).resolveSibling("");
    Files.writeString(
        Files.createDirectories(target).resolve("attacks-" + jdk.feature() + ".txt"),
        details() + text);
  }

  String sum() {
    return "attacks on "
        + jdk.feature()
        + ": "
        + (counted() - leaks().size())
        + " denied, "
        + leaks().size()
        + " leaked, "
        + failedTwins().size()
        + " twins failed (of "
        + counted()
        + ")";
  }

  private String families() {
    StringBuilder text =
        new StringBuilder(
            "%-10s %7s %7s %7s %7s%n".formatted(jdk, "attacks", "denied", "granted", "audited"));
    Map<String, int[]> rows = new LinkedHashMap<>();
    for (int i = 0; i < denied.size(); i++) {
      if (counts(denied.get(i))) {
        int[] row = rows.computeIfAbsent(denied.get(i).attack().family(), key -> new int[4]);
        row[0]++;
        row[1] += denied.get(i).denied() ? 1 : 0;
        row[2] += granted.get(i).succeeded() ? 1 : 0;
        row[3] += audited.get(i).observed() ? 1 : 0;
      }
    }
    rows.forEach(
        (family, row) ->
            text.append(
                "%-10s %7d %7d %7d %7d%n".formatted(family, row[0], row[1], row[2], row[3])));
    return text.toString();
  }

  private String waiting() {
    return denied.stream()
        .filter(outcome -> !counts(outcome))
        .collect(
            Collectors.groupingBy(
                outcome -> outcome.attack().awaits().get(),
                java.util.TreeMap::new,
                Collectors.mapping(
                    outcome -> outcome.attack() + (outcome.denied() ? " (denied already)" : ""),
                    Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(entry -> "not counted, awaits " + entry.getKey() + ": " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private String details() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < denied.size(); i++) {
      Attack attack = denied.get(i).attack();
      text.append(
          "%-55s %-12s %-12s %-12s%n  denied:  %s%n  granted: %s%n  audited: %s%n"
              .formatted(
                  attack,
                  denied.get(i).denied() ? "denied" : "LEAKED",
                  granted.get(i).succeeded() ? "granted" : "TWIN FAILED",
                  audited.get(i).observed() ? "observed" : "NOT OBSERVED",
                  denied.get(i),
                  granted.get(i),
                  audited.get(i)));
    }
    return text.toString();
  }
}
