package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.BuildTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table in a page of {@code docs}, found by its first line; some cells of a row name it. */
final class PageTable {
  /** What a cell says that does not apply. */
  static final String ABSENT = "-";

  private static final String HOLDS = "yes";
  private static final String DEVIATES = "no";
  private static final String SEPARATOR = " | ";

  private final String page;
  private final List<String> names;
  private final List<String> columns;

  /** By the cells that name it, as they stand there: the others, by their column. */
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

  /**
   * An empty table.
   *
   * @param page its file's name
   * @param names the columns that name a row
   * @param columns the others
   */
  PageTable(String page, List<String> names, List<String> columns) {
    this.page = page;
    this.names = List.copyOf(names);
    this.columns = List.copyOf(columns);
  }

  /**
   * Adds a row.
   *
   * @param name its first cells
   * @param cells of every other column
   */
  void put(List<String> name, Map<String, String> cells) {
    rows.put(joined(name), cells);
  }

  /** The cells of a row as documented, by column; empty if there is no such row. */
  Map<String, String> documented(List<String> name) {
    String start = "| " + joined(name) + SEPARATOR;
    Map<String, String> cells = new LinkedHashMap<>();
    text()
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

  /** What a cell says of something that holds or does not. */
  static String held(boolean holds) {
    return holds ? HOLDS : DEVIATES;
  }

  /**
   * Prints tables, writes them to {@code target}, and with {@code -Dapprove=true} into their pages.
   *
   * @param file the name of the file in {@code target}
   */
  static void publish(String file, PageTable... tables) throws IOException {
    String text = Arrays.stream(tables).map(PageTable::toString).collect(Collectors.joining("\n"));
    System.out.println(text);
    Path target = Path.of(System.getProperty("sallyport.runs", "target/runs")).resolveSibling("");
    Files.writeString(Files.createDirectories(target).resolve(file), text);
    if (Boolean.getBoolean("approve")) {
      for (PageTable table : tables) {
        table.approve();
      }
    }
  }

  /** Writes the rows into the page, in place of those that it has of the same names. */
  private void approve() throws IOException {
    String text = text();
    int start = text.indexOf(head());
    int end = text.indexOf("\n\n", start);
    String before = end < 0 ? text.substring(start) : text.substring(start, end);
    Map<String, String> lines = new LinkedHashMap<>();
    before.lines().skip(2).forEach(line -> lines.put(named(line), line));
    toString().lines().skip(2).forEach(line -> lines.put(named(line), line));
    String table = head() + "\n" + rule() + "\n" + String.join("\n", lines.values());
    String rest = end < 0 ? "\n" : text.substring(end);
    Files.writeString(path(), text.substring(0, start) + table + rest);
  }

  /** The cells that name a row. */
  private String named(String line) {
    return joined(List.of(line.split(" \\| ", -1)).subList(0, names.size()));
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(head());
    lines.add(rule());
    rows.forEach((name, cells) -> lines.add(line(name, columns.stream().map(cells::get).toList())));
    return String.join("\n", lines) + "\n";
  }

  private String rule() {
    return "|" + "---|".repeat(names.size() + columns.size());
  }

  private String head() {
    return line(joined(names), columns);
  }

  private static String line(String name, List<String> cells) {
    return "| " + name + SEPARATOR + joined(cells) + " |";
  }

  private static String joined(List<String> cells) {
    return String.join(SEPARATOR, cells);
  }

  private String text() {
    try {
      return Files.readString(path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path path() {
    return BuildTree.testapps().resolveSibling("docs").resolve(page);
  }
}
