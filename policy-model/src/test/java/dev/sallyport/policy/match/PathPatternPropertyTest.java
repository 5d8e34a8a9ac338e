package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The compiled pattern against a slow obvious one, and against the JDK's own globs. */
class PathPatternPropertyTest {
  private static final int CASES = 20_000;
  private static final String[] PARTS = {
    "a", "b", "ab", "*", "?", "a*", "*b", "*a*", "[ab]", "[!a]", "{a,b}", "{a*,ba}", "**"
  };
  private static final String[] NAMES = {"a", "b", "ab", "ba", "aab", "bb"};

  @Test
  void pattern_anyPath_decidesAsTheNaiveMatcher() throws Malformed {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      String pattern = pattern(random, PARTS.length);
      String path = path(random);

      assertThat(PathPattern.parse(pattern).matches(path))
          .as("%s covers %s, seed %d", pattern, path, seed)
          .isEqualTo(naive(pattern, path));
    }
  }

  @Test
  void patternWithoutDoubleStar_anyPath_decidesAsTheJdk() throws Malformed {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CASES / 10; i++) {
      String pattern = pattern(random, PARTS.length - 1);
      String path = path(random);

      assertThat(PathPattern.parse(pattern).matches(path))
          .as("%s covers %s, seed %d", pattern, path, seed)
          .isEqualTo(
              FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(path)));
    }
  }

  /** Of what a directory takes along, nothing is covered before and not afterwards. */
  @Test
  void moves_anyDirectories_loseNothingThatWasCovered() throws Malformed {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int lost = 0;
    int kept = 0;
    for (int i = 0; i < CASES; i++) {
      PathPattern pattern = PathPattern.parse(pattern(random, PARTS.length));
      String from = path(random);
      String to = path(random);
      String below = path(random);
      boolean loses = pattern.matches(from + below) && !pattern.matches(to + below);
      boolean moves = pattern.moves(from, to);

      assertThat(moves && loses)
          .as("%s moves %s from %s to %s, seed %d", pattern, below, from, to, seed)
          .isFalse();
      lost += loses ? 1 : 0;
      kept += moves && pattern.matches(from + below) ? 1 : 0;
    }
    assertThat(lost).as("seed %d", seed).isPositive();
    assertThat(kept).as("seed %d", seed).isPositive();
  }

  /** What is nowhere covered can be left for only if nothing below is covered. */
  @Test
  void moves_toWhereNothingIsCovered_onlyWhatHoldsNothing() throws Malformed {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CASES / 10; i++) {
      String written = "/r" + pattern(random, PARTS.length);
      PathPattern pattern = PathPattern.parse(written);
      String from = "/r" + path(random);

      assertThat(pattern.moves(from, "/elsewhere"))
          .as("%s from %s, seed %d", written, from, seed)
          .isEqualTo(!coversBelow(pattern, from, 4));
    }
  }

  /** Whether some path of so many of the names at most is covered; each part fits one of them. */
  private static boolean coversBelow(PathPattern pattern, String directory, int most) {
    for (String name : NAMES) {
      String path = directory + "/" + name;
      if (pattern.matches(path) || (most > 1 && coversBelow(pattern, path, most - 1))) {
        return true;
      }
    }
    return false;
  }

  private static String pattern(Random random, int parts) {
    StringBuilder pattern = new StringBuilder();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      pattern.append('/').append(PARTS[random.nextInt(parts)]);
    }
    return pattern.toString();
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
    }
    return path.toString();
  }

  /** A trailing {@code **} is what is below; else {@code **} is any number of elements. */
  private static boolean naive(String pattern, String path) {
    for (String choice : choices(pattern)) {
      List<String> elements = new ArrayList<>(Arrays.asList(choice.substring(1).split("/", -1)));
      if (elements.get(elements.size() - 1).equals("**")) {
        elements.add("*");
      }
      if (elements(elements, Arrays.asList(path.substring(1).split("/", -1)))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> choices(String pattern) {
    int open = pattern.indexOf('{');
    if (open < 0) {
      return List.of(pattern);
    }
    int close = pattern.indexOf('}');
    List<String> all = new ArrayList<>();
    for (String choice : pattern.substring(open + 1, close).split(",", -1)) {
      all.addAll(choices(pattern.substring(0, open) + choice + pattern.substring(close + 1)));
    }
    return all;
  }

  private static boolean elements(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.get(0).equals("**")) {
      return elements(rest, path)
          || (!path.isEmpty() && elements(pattern, path.subList(1, path.size())));
    }
    return !path.isEmpty()
        && characters(pattern.get(0), path.get(0))
        && elements(rest, path.subList(1, path.size()));
  }

  private static boolean characters(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return characters(pattern.substring(1), name)
          || (!name.isEmpty() && characters(pattern, name.substring(1)));
    }
    if (name.isEmpty()) {
      return false;
    }
    char c = name.charAt(0);
    if (pattern.charAt(0) == '[') {
      int close = pattern.indexOf(']');
      boolean none = pattern.charAt(1) == '!';
      boolean in = pattern.substring(none ? 2 : 1, close).indexOf(c) >= 0;
      return in != none && characters(pattern.substring(close + 1), name.substring(1));
    }
    return (pattern.charAt(0) == '?' || pattern.charAt(0) == c)
        && characters(pattern.substring(1), name.substring(1));
  }
}
