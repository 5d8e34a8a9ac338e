package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

  @Test
  void literal_onlyItself_matches() {
    pattern("/srv/a.txt").matches("/srv/a.txt").doesNotMatch("/srv/a.txt.bak", "/srv", "/srv/b");
  }

  @Test
  void star_withinOneElement_matches() {
    pattern("/srv/*.txt").matches("/srv/a.txt", "/srv/.txt").doesNotMatch("/srv/a/b.txt", "/a.txt");
    pattern("/srv/*").matches("/srv/a", "/srv/.hidden").doesNotMatch("/srv", "/srv/a/b");
    pattern("/srv/a*b*c").matches("/srv/abc", "/srv/aXbbXc").doesNotMatch("/srv/acb", "/srv/ab");
  }

  @Test
  void questionMark_oneCodePoint_matches() {
    pattern("/?").matches("/a", "/😀").doesNotMatch("/", "/ab");
  }

  @Test
  void set_oneOfItsCharacters_matches() {
    pattern("/[a-c_]x").matches("/ax", "/_x").doesNotMatch("/dx", "/x", "/a-x");
    pattern("/[!0-9]").matches("/a").doesNotMatch("/5", "/ab");
    pattern("/[]]").matches("/]");
    pattern("/[a\\]]").matches("/a", "/]").doesNotMatch("/\\");
  }

  @Test
  void braces_eachChoice_matches() {
    pattern("/src/*.{ts,tsx}").matches("/src/a.ts", "/src/a.tsx").doesNotMatch("/src/a.js");
    pattern("/{a,b{c,d/e}}/x").matches("/a/x", "/bc/x", "/bd/e/x").doesNotMatch("/b/x");
    pattern("/a{,.bak}").matches("/a", "/a.bak");
    pattern("/{[,],x}").matches("/,", "/x");
  }

  @Test
  void doubleStar_anyNumberOfElements_matches() {
    pattern("/srv/**/x").matches("/srv/x", "/srv/a/x", "/srv/a/b/x").doesNotMatch("/srv/a", "/x");
    pattern("**/.env*").matches("/.env", "/a/b/.env.local").doesNotMatch("/a/.env/b", "/a/x.env");
    pattern("**").matches("/a", "/a/b/c");
    pattern("/a/**/b/**/c").matches("/a/b/c", "/a/x/b/b/y/c").doesNotMatch("/a/c", "/a/b/x");
  }

  @Test
  void trailingDoubleStar_directoryItself_isNotBelow() {
    PathPattern pattern = parse("/srv/**");

    assertThat(pattern.matches("/srv/a/b")).isTrue();
    assertThat(pattern.matches("/srv")).isFalse();
    assertThat(pattern.matchesDirectory("/srv")).isTrue();
    assertThat(pattern.matchesDirectory("/srv/a")).isFalse();
    assertThat(pattern.matchesDirectory("/")).isFalse();
    assertThat(pattern.matches("/srvx/a")).isFalse();
  }

  @Test
  void backslash_takesNextCharacterAsItIs() {
    pattern("/\\*").matches("/*").doesNotMatch("/a");
    pattern("/a\\{b,c\\}").matches("/a{b,c}").doesNotMatch("/ab");
    pattern("/\\[a]").matches("/[a]").doesNotMatch("/a");
  }

  @Test
  void quote_anyText_standsForItselfOnly() {
    String path = "/a*/[b]/{c,d}/?/\\e/**";

    pattern(PathPattern.quote(path)).matches(path).doesNotMatch("/ax/b/c/x/e/f", "/a*/[b]/c/?/e");
  }

  @Test
  void emptyAndDotElements_leftOut() {
    pattern("/srv//./a/").matches("/srv/a");
  }

  @Test
  void leadsTo_directoriesAbove_only() {
    PathPattern pattern = parse("/srv/*/src/**/*.java");

    assertThat(pattern.leadsTo("/")).isTrue();
    assertThat(pattern.leadsTo("/srv")).isTrue();
    assertThat(pattern.leadsTo("/srv/app")).isTrue();
    assertThat(pattern.leadsTo("/srv/app/src")).isTrue();
    assertThat(pattern.leadsTo("/srv/app/test")).isFalse();
    assertThat(pattern.leadsTo("/etc")).isFalse();
  }

  @Test
  void resolved_rootThatIsALink_isReplacedAndTextOfItIsNoPattern() {
    PathPattern resolved = parse("/link/**").resolved(path -> path.equals("/link") ? "/a*b" : path);

    assertThat(resolved.matches("/a*b/x")).isTrue();
    assertThat(resolved.matches("/axb/x")).isFalse();
    assertThat(resolved.matches("/link/x")).isFalse();
    assertThat(resolved.matchesDirectory("/a*b")).isTrue();
  }

  @Test
  void literals_patternWithoutWildcard_areItsPaths() {
    assertThat(parse("/a/{b,\\*}").literals()).containsExactly("/a/b", "/a/*");
    assertThat(parse("/").literals()).containsExactly("/");
    assertThat(parse("/a/{b,*}").literals()).isEmpty();
    assertThat(parse("/a/**").literals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          src/**          | path is relative
          *.txt           | path is relative
          **x             | path is relative
          /a**            | `**` is not a whole element
          /a/../b         | path goes up by `..`
          /a/\\../b       | path goes up by `..`
          /a/{b           | `{` is never closed
          /a/b}           | `}` closes nothing
          /a/[b           | `[` is never closed
          /a/[^b]         | `[^` does not negate
          /a/[z-a]        | range of a set runs backwards
          /a\\/b          | `\\` escapes a slash
          /a/[\\/b]       | `\\` escapes a slash
          /a\\            | `\\` escapes nothing
          /{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b} | pattern stands for more than 256 patterns
          """)
  void parse_malformed_saysWhy(String text, String message) {
    assertThatThrownBy(() -> PathPattern.parse(text))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }

  @Test
  void matches_manyStars_staysFast() {
    PathPattern pattern = parse("/" + "*a".repeat(30) + "/**/" + "*/".repeat(30) + "b");
    String path = "/" + "a".repeat(200) + "/x".repeat(200);

    assertThat(pattern.matches(path)).isFalse();
  }

  private static PathPattern parse(String text) {
    try {
      return PathPattern.parse(text);
    } catch (Malformed e) {
      throw new AssertionError(text, e);
    }
  }

  private static Asserted pattern(String text) {
    return new Asserted(text, parse(text));
  }

  private record Asserted(String text, PathPattern pattern) {
    Asserted matches(String... paths) {
      for (String path : paths) {
        assertThat(pattern.matches(path)).as("%s covers %s", text, path).isTrue();
      }
      return this;
    }

    Asserted doesNotMatch(String... paths) {
      for (String path : paths) {
        assertThat(pattern.matches(path)).as("%s covers %s", text, path).isFalse();
      }
      return this;
    }
  }
}
