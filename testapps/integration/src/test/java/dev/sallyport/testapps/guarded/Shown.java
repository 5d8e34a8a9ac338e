package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a page shows of output, held against the output of this run.
 *
 * <p>Times, days, how long a call took, how many hooks there are, how much the JVM did of itself,
 * and how far columns stand apart may be others. A name that each run makes up (of a decision, a
 * start, a policy's text) may be another one, but where the page shows the same name twice, it is
 * the same here; commands of the page that use such a name are given the one of this run.
 */
final class Shown {
  private static final Pattern FREE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+Z)?"
              + "|\\d\\d:\\d\\d:\\d\\d\\.\\d{3}"
              + "|\\d+(\\.\\d+)? m?s\\b"
              + "|\\d+ of the JVM and of starting"
              + "|\\d+ +the class path of the server"
              + "|\\d+ as before, \\d+ not decided again"
              + "|hooks \\d+/\\d+ live, \\d+ wait for their class, canaries \\d+/\\d+");

  /** Starts, digests, and decisions, which have a digit somewhere. */
  private static final Pattern MADE_UP =
      Pattern.compile(
          "\\d{8}T\\d{6}Z-\\d+"
              + "|\\b[0-9a-f]{64}\\b"
              + "|\\b[0-9a-f]{12}\\b"
              + "|\\b(?!\\d{4}-\\d\\d-)(?=[a-z-]*\\d)[0-9a-z]{4,6}-[0-9a-z]+\\b");

  private static final Pattern GAP = Pattern.compile(" {2,}");

  private final Map<String, String> names = new HashMap<>();

  /** The text with the names of this run in the place of those that the page shows. */
  String ofThisRun(String text) {
    return MADE_UP
        .matcher(text)
        .replaceAll(found -> names.getOrDefault(found.group(), found.group()));
  }

  /** Whether a line of this run may be the one that is shown. */
  boolean fits(String shown, String line) {
    return masked(shown).equals(masked(line));
  }

  /**
   * Compares, and learns the names of this run.
   *
   * @throws AssertionError if anything else differs
   */
  void compare(String shown, String output) {
    assertThat(masked(output)).as("%s", output).isEqualTo(masked(shown));
    List<String> ofThePage = madeUp(shown);
    List<String> ofTheRun = madeUp(output);
    for (int i = 0; i < ofThePage.size(); i++) {
      String before = names.putIfAbsent(ofThePage.get(i), ofTheRun.get(i));
      if (before != null) {
        assertThat(ofTheRun.get(i)).as("what %s stands for", ofThePage.get(i)).isEqualTo(before);
      }
    }
  }

  private static String masked(String text) {
    String free = FREE.matcher(MADE_UP.matcher(text).replaceAll("<name>")).replaceAll("<free>");
    return GAP.matcher(free).replaceAll("  ").stripTrailing();
  }

  private static List<String> madeUp(String text) {
    return MADE_UP.matcher(text).results().map(MatchResult::group).toList();
  }
}
