package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.BuildTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The matrix in {@code docs/context.md}: each construct, and what a call's work sees through it.
 */
final class ContextTable {
  private static final String START = "| library | construct |";
  private static final String ABSENT = "-";

  /** By row, {@code library | construct}: the cell of each column, by its name. */
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

  private final List<String> columns;

  ContextTable(List<String> columns) {
    this.columns = columns;
  }

  void put(String library, String column, Map<String, String> cells) {
    cells.forEach(
        (construct, cell) ->
            rows.computeIfAbsent(library + " | " + construct, row -> new LinkedHashMap<>())
                .put(column, cell));
  }

  /** The cells as documented for a library and a column, by construct. */
  Map<String, String> documented(String library, String column) {
    Map<String, String> documented = new LinkedHashMap<>();
    int index = 2 + columns.indexOf(column);
    try {
      for (String line : Files.readAllLines(page())) {
        if (line.startsWith("| " + library + " | ")) {
          String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
          if (index < cells.length && !cells[index].equals(ABSENT)) {
            documented.put(cells[1], cells[index]);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documented;
  }

  /** Writes what was observed into the page. */
  void approve() throws IOException {
    String page = Files.readString(page());
    String kept = page.substring(0, page.indexOf(START));
    Files.writeString(page(), kept + this);
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(START);
    columns.forEach(column -> table.append(' ').append(column).append(" |"));
    table.append("\n|---|---|").append("---|".repeat(columns.size())).append('\n');
    rows.forEach(
        (row, cells) -> {
          table.append("| ").append(row).append(" |");
          columns.forEach(
              column -> table.append(' ').append(cells.getOrDefault(column, ABSENT)).append(" |"));
          table.append('\n');
        });
    return table.toString();
  }

  private static Path page() {
    return BuildTree.testapps().resolveSibling("docs/context.md");
  }
}
