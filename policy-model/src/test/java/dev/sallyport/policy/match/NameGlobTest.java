package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameGlobTest {

  @Test
  void literal_onlyItself_matches() {
    assertThat(NameGlob.parse("get[1]?").matches("get[1]?")).isTrue();
    assertThat(NameGlob.parse("get").matches("gets")).isFalse();
    assertThat(NameGlob.parse("get").isLiteral()).isTrue();
  }

  @Test
  void star_anyRun_matches() {
    assertThat(NameGlob.parse("get_*").matches("get_")).isTrue();
    assertThat(NameGlob.parse("*a*b").matches("xaab/b")).isTrue();
    assertThat(NameGlob.parse("*a*b").matches("xba")).isFalse();
    assertThat(NameGlob.parse("*").matches("")).isTrue();
  }

  @Test
  void escapedStar_onlyAStar_matches() {
    assertThat(NameGlob.parse("a\\*").matches("a*")).isTrue();
    assertThat(NameGlob.parse("a\\*").matches("ab")).isFalse();
    assertThat(NameGlob.parse("C:\\dir\\\\x").matches("C:\\dir\\x")).isTrue();
  }

  @Test
  void quote_anyText_standsForItselfOnly() {
    NameGlob glob = NameGlob.parse(NameGlob.quote("\\*a\\\\*"));

    assertThat(glob.isLiteral()).isTrue();
    assertThat(glob.matches("\\*a\\\\*")).isTrue();
  }

  @Test
  void specificity_moreFixedCharacters_isHigher() {
    assertThat(NameGlob.parse("get_*").specificity())
        .isGreaterThan(NameGlob.parse("*").specificity())
        .isLessThan(NameGlob.parse("get_").specificity());
  }

  @Test
  void arguments_noPattern_allowsNoArgument() {
    assertThat(Arguments.of(List.of()).matches(List.of())).isTrue();
    assertThat(Arguments.of(List.of()).matches(List.of("x"))).isFalse();
  }

  @Test
  void arguments_onePatternEach_matchInOrder() {
    Arguments arguments = Arguments.of(List.of("-q", "-D*=1", "test"));

    assertThat(arguments.matches(List.of("-q", "-Da=1", "test"))).isTrue();
    assertThat(arguments.matches(List.of("-q", "test"))).isFalse();
    assertThat(arguments.matches(List.of("-q", "-Da=1", "test", "deploy"))).isFalse();
    assertThat(arguments.matches(List.of("-Da=1", "-q", "test"))).isFalse();
  }

  @Test
  void arguments_doubleStar_isAnyNumber() {
    Arguments arguments = Arguments.of(List.of("log", "**", "--", "*.java"));

    assertThat(arguments.matches(List.of("log", "--", "A.java"))).isTrue();
    assertThat(arguments.matches(List.of("log", "-p", "--", "--", "A.java"))).isTrue();
    assertThat(arguments.matches(List.of("log", "-p", "A.java"))).isFalse();
  }

  @Test
  void glob_anyName_decidesAsTheNaiveMatcher() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String glob = text(random, "ab*", 6);
      String name = text(random, "ab", 8);

      assertThat(NameGlob.parse(glob).matches(name))
          .as("%s covers %s, seed %d", glob, name, seed)
          .isEqualTo(name.matches(glob.replace("*", ".*")));
    }
  }

  @Test
  void twoGlobs_areComparedAsTheNamesThatTheyFit() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> names = names(7);
    for (int i = 0; i < 3_000; i++) {
      String one = text(random, "ab*", 4);
      String other = text(random, "ab*", 3);
      NameGlob glob = NameGlob.parse(one);
      NameGlob its = NameGlob.parse(other);
      List<String> fitting = names.stream().filter(its::matches).toList();

      assertThat(glob.overlaps(its))
          .as("%s overlaps %s, seed %d", one, other, seed)
          .isEqualTo(fitting.stream().anyMatch(glob::matches));
      if (glob.covers(its)) {
        assertThat(fitting).as("%s covers %s, seed %d", one, other, seed).allMatch(glob::matches);
      }
    }
    assertThat(NameGlob.parse("a*").covers(NameGlob.parse("ab*"))).isTrue();
    assertThat(NameGlob.parse("ab*").covers(NameGlob.parse("a*"))).isFalse();
    assertThat(NameGlob.parse("\uE000").covers(NameGlob.parse("*"))).isFalse();
  }

  /** All names of two letters up to a length; two globs that share a name share one of these. */
  private static List<String> names(int longest) {
    List<String> names = new ArrayList<>(List.of(""));
    for (int from = 0, length = 0; length < longest; length++) {
      int to = names.size();
      for (; from < to; from++) {
        names.add(names.get(from) + "a");
        names.add(names.get(from) + "b");
      }
    }
    return names;
  }

  private static String text(Random random, String letters, int longest) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(longest + 1); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
