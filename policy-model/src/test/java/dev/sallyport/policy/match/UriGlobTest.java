package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriGlobTest {

  @ParameterizedTest
  @CsvSource({
    "file:///srv/a.txt,        file:///srv/a.txt",
    "file:///srv/**,           file:///srv/a/b.txt",
    "file:///srv/**,           file:///srv",
    "file:///srv/**,           file:///srv/",
    "file:///srv/**/*.md,      file:///srv/x.md",
    "file:///srv/**/*.md,      file:///srv/a/b/x.md",
    "file:///**,               file:///",
    "file:///srv/*,            file:/srv/a",
    "file:///srv/*,            file://localhost/srv/a",
    "FILE:///srv/*,            File:///srv/a",
    "db://main/{table},        db://main/users",
    "db://main/{table}.csv,    db://main/users.csv",
    "db://main/{table},        DB://MAIN/users",
    "db://main/{table},        db://main/users?limit=5",
    "db://main/a/*,            db://main/a/",
    "db://main,                db://main/",
    "db://**,                  db://main/a/b",
    "db:**,                    db:main",
    "**,                       urn:isbn:0451450523",
    "urn:isbn:*,               urn:isbn:0451450523",
    "note:*,                   note:a",
    "greeting://{name},        greeting://World",
    "greeting://*,             greeting://",
    "https://a.com/x,          https://A.COM:443/x",
    "http://*.a.com/x,         http://b.a.com/x",
    "http://bücher.example/**, http://xn--bcher-kva.example/a",
    "note://n/a%20b,           note://n/a%20b",
    "note://n/%7e%41,          note://n/~A",
    "note://n/a!b,             note://n/a%21b",
    "note://n/*,               note://n/%2A",
    "note://n/ü,               note://n/%c3%bc",
  })
  void pattern_uri_covers(String pattern, String uri) throws Malformed {
    assertThat(UriGlob.parse(pattern).matches(ResourceUri.of(uri))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "file:///srv/**,           file:///srv2/a",
    "file:///srv/**,           file://host/srv/a",
    "file:///srv/*,            file:///srv/a/b",
    "db://main/{table},        db://main/",
    "db://main/a/{x},          db://main/a/",
    "db://main/*,              db://main/",
    "db://main/{table},        db://main/a/b",
    "db://main/{table},        db://other/users",
    "db://main/users,          db://main/Users",
    "db://main/users,          db://main/users/",
    "db://main/users,          dbx://main/users",
    "db://main:1/users,        db://main:2/users",
    "db://**,                  dbx://main",
    "urn:isbn:*,               urn:/isbn:1",
    "greeting://{name},        greeting://",
    "greeting://{name},        greeting:///a",
    "https://a.com/x,          http://a.com/x",
    "https://a.com/x,          https://a.com:8443/x",
    "note://n/%2A,             note://n/a",
    "note://n/%7Bx%7D,         note://n/a",
  })
  void pattern_uri_doesNotCover(String pattern, String uri) throws Malformed {
    assertThat(UriGlob.parse(pattern).matches(ResourceUri.of(uri))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "users",
        "/etc/passwd",
        "://a",
        "1a://b",
        "file:///srv/../etc/passwd",
        "file:///srv/./a",
        "file:///srv/..",
        "file:///srv/%2e%2e/etc",
        "file:///srv/%2E./etc",
        "file:///srv/..%2fetc",
        "file:///srv%2Fetc",
        "file:///srv%5cetc",
        "file:///srv\\etc",
        "file:///srv//a",
        "file:////etc/passwd",
        "file:///a%00",
        "file:///a%252fb",
        "file:///a%2",
        "file:///a%zz",
        "file:///a;x=1",
        "file:///a b",
        "file:///a\nb",
        "file:///a#b",
        "file:///a?/../../etc",
        "file:///%c0%af",
        "file:///\ud800",
        "file:..",
        "db://user@main/a",
        "db://user%40main/../a",
        "db://main:/a",
        "db://ma%2fin/a",
        "db://../a",
        "db://main/{table}",
        "https://user@a.com/",
        "https://0x7f.1/",
        "https://a.com\\b/",
      })
  void uri_moreThanOneMeaningOrNone_isRefused(String uri) {
    assertThatThrownBy(() -> ResourceUri.of(uri)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "users",
        "db://main/x?y",
        "db://main/a**",
        "db://main/{}",
        "db://main/{a,b}",
        "db://main/{+path}",
        "db://main/{a",
        "db://main/a}",
        "file:///srv/../etc",
        "file:///a b",
        "file:///%2e%2e/**",
        "**/x",
        "db://**/x",
        "https://a.com:x/",
      })
  void pattern_thatIsNone_isRefused(String pattern) {
    assertThatThrownBy(() -> UriGlob.parse(pattern)).isInstanceOf(Malformed.class);
  }

  @Test
  void template_variable_onlyAWildcardCovers() throws Malformed {
    String template = ResourceUri.ofTemplate("db://main/{table}/rows{?limit,offset}");

    assertThat(UriGlob.parse("db://main/{t}/rows").matches(template)).isTrue();
    assertThat(UriGlob.parse("db://main/*/rows").matches(template)).isTrue();
    assertThat(UriGlob.parse("db://main/**").matches(template)).isTrue();
    assertThat(UriGlob.parse("db://main/users/rows").matches(template)).isFalse();
    assertThat(UriGlob.parse("db://main/u*/rows").matches(template)).isFalse();
    assertThat(UriGlob.parse("db://*").matches(ResourceUri.ofTemplate("db://{host}"))).isTrue();
    assertThat(ResourceUri.ofTemplate("db://main/users"))
        .isEqualTo(ResourceUri.of("db://main/users"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///{+path}", "db://main{/a,b}", "db://main/{a*}", "{scheme}://a"})
  void template_operator_isRefused(String template) {
    assertThatThrownBy(() -> ResourceUri.ofTemplate(template)).isInstanceOf(Malformed.class);
  }

  @Test
  void specificity_moreFixedCharacters_isHigher() throws Malformed {
    assertThat(UriGlob.parse("db://main/u*").specificity())
        .isGreaterThan(UriGlob.parse("db://main/**").specificity())
        .isLessThan(UriGlob.parse("db://main/users").specificity());
    assertThat(UriGlob.parse("db://main/users").isLiteral()).isTrue();
    assertThat(UriGlob.parse("db://main/users/**").isLiteral()).isFalse();
    assertThat(UriGlob.parse("**").isLiteral()).isFalse();
  }

  @Test
  void pattern_anyUri_decidesAsTheNaiveMatcher() throws Malformed {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      List<String> pattern = parts(random, new String[] {"a", "b", "*", "a*", "{x}", "**", "{x}b"});
      List<String> uri = parts(random, new String[] {"a", "b", "ab", "bb", "c"});
      String written = "s://" + String.join("/", pattern);
      String asked = "s://" + String.join("/", uri);

      if (pattern.get(0).equals("**") && pattern.size() > 1) {
        continue;
      }
      assertThat(UriGlob.parse(written).matches(ResourceUri.of(asked)))
          .as("%s covers %s, seed %d", written, asked, seed)
          .isEqualTo(covers(pattern, uri));
    }
  }

  private static boolean covers(List<String> pattern, List<String> uri) {
    if (pattern.isEmpty()) {
      return uri.isEmpty();
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.get(0).equals("**")) {
      return covers(rest, uri) || (!uri.isEmpty() && covers(pattern, uri.subList(1, uri.size())));
    }
    String regex = pattern.get(0).replace("*", "[^/]*").replace("{x}", "[^/]+");
    return !uri.isEmpty() && uri.get(0).matches(regex) && covers(rest, uri.subList(1, uri.size()));
  }

  private static List<String> parts(Random random, String[] from) {
    List<String> parts = new ArrayList<>();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      parts.add(from[random.nextInt(from.length)]);
    }
    return parts;
  }
}
