package dev.sallyport.testapps.guarded;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A block of code in a page.
 *
 * @param language what stands after its fence
 * @param introduced the line of text before it, empty if there is none
 * @param text each line with its end
 */
record PageBlock(String language, String introduced, String text) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:^([^\\n`|][^\\n]*|`[^`][^\\n]*)\\n\\n)?^```(\\S*)\\n(.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern FILE = Pattern.compile("`([a-z-]+\\.yaml)`");

  /** All blocks of a page, in order. */
  static List<PageBlock> of(String page) {
    return BLOCK.matcher(page).results().map(PageBlock::of).toList();
  }

  private static PageBlock of(MatchResult found) {
    String before = found.group(1) == null ? "" : found.group(1);
    return new PageBlock(found.group(2), before, found.group(3));
  }

  /**
   * The file that it shows: the last one that the line before it names.
   *
   * @throws AssertionError if there is none
   */
  String file() {
    return FILE.matcher(introduced)
        .results()
        .reduce((first, second) -> second)
        .map(found -> found.group(1))
        .orElseThrow(() -> new AssertionError("no file is named before\n" + text));
  }
}
