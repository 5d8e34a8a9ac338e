package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static String text(Random random, String letters, int longest) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(longest + 1); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
