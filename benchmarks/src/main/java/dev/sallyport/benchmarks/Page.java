package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tables of {@code docs/performance.md} that a run writes, each between two comments that name
 * it. Where the page has no such comments, the table is only printed.
 */
final class Page {
  private final Path file = BuildTree.testapps().resolveSibling("docs/performance.md");

  /** Prints a table, and puts it in place of the one that is there. */
  void write(String name, String table) throws IOException {
    System.out.println(table);
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    String page = Files.readString(file);
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      System.out.println(file + " has no place for " + name);
      return;
    }
    Files.writeString(
        file, page.substring(0, from) + begin + "\n" + table.strip() + "\n\n" + page.substring(to));
  }
}
