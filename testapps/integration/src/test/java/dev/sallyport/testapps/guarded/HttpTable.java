package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table in {@code docs/http.md} with a row for each client and JDK, found by its first line. */
final class HttpTable {
  /** What a cell says that does not apply. */
  static final String ABSENT = "-";

  private static final String SEPARATOR = " | ";

  private final List<String> columns;

  /** By the first two cells, as they stand there: the others, by their column. */
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

  /** An empty table with these columns beside the client and the JDK. */
  HttpTable(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * Adds a row.
   *
   * @param cells of every column
   */
  void put(String client, Jdk jdk, Map<String, String> cells) {
    rows.put(key(client, jdk), cells);
  }

  /** The cells of a row as documented, by column; empty if there is no such row. */
  Map<String, String> documented(String client, Jdk jdk) {
    String start = "| " + key(client, jdk) + SEPARATOR;
    Map<String, String> cells = new LinkedHashMap<>();
    page()
        .lines()
        .dropWhile(line -> !line.equals(head()))
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length(), line.length() - 2).split(" \\| ", -1))
        .forEach(
            texts -> {
              for (int i = 0; i < columns.size(); i++) {
                cells.put(columns.get(i), texts[i]);
              }
            });
    return cells;
  }

  /** Writes the rows into the page, in place of those that it has of the same names. */
  void approve() throws IOException {
    String page = page();
    int start = page.indexOf(head());
    int end = page.indexOf("\n\n", start);
    String before = end < 0 ? page.substring(start) : page.substring(start, end);
    Map<String, String> lines = new LinkedHashMap<>();
    before.lines().skip(2).forEach(line -> lines.put(named(line), line));
    toString().lines().skip(2).forEach(line -> lines.put(named(line), line));
    String table = head() + "\n" + rule() + "\n" + String.join("\n", lines.values());
    String rest = end < 0 ? "\n" : page.substring(end);
    Files.writeString(path(), page.substring(0, start) + table + rest);
  }

  /** The cells that name a row. */
  private static String named(String line) {
    return line.substring(0, line.indexOf(SEPARATOR, line.indexOf(SEPARATOR) + 1));
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(head());
    lines.add(rule());
    rows.forEach((key, cells) -> lines.add(line(key, columns.stream().map(cells::get).toList())));
    return String.join("\n", lines) + "\n";
  }

  private String rule() {
    return "|---|---|" + "---|".repeat(columns.size());
  }

  private String head() {
    return line("client" + SEPARATOR + "JDK", columns);
  }

  private static String line(String key, List<String> cells) {
    return "| " + key + SEPARATOR + String.join(SEPARATOR, cells) + " |";
  }

  private static String key(String client, Jdk jdk) {
    return client + SEPARATOR + jdk.feature();
  }

  private static String page() {
    try {
      return Files.readString(path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path() {
    return BuildTree.testapps().resolveSibling("docs/http.md");
  }
}
