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

class HttpRuleTest {

  @Test
  void method_listed_matches() throws Malformed {
    HttpRule rule = HttpRule.parse("GET,HEAD https://a.com/**");

    assertThat(matches(rule, "GET", "https://a.com/x")).isTrue();
    assertThat(matches(rule, "HEAD", "https://a.com/x")).isTrue();
    assertThat(matches(rule, "POST", "https://a.com/x")).isFalse();
    assertThat(matches(rule, "get", "https://a.com/x")).isFalse();
  }

  @Test
  void origin_sameSchemeHostAndPort_matches() throws Malformed {
    HttpRule rule = HttpRule.parse("GET https://A.com/**");

    assertThat(matches(rule, "GET", "https://a.com:443/")).isTrue();
    assertThat(matches(rule, "GET", "HTTPS://a.COM./")).isTrue();
    assertThat(matches(rule, "GET", "http://a.com/")).isFalse();
    assertThat(matches(rule, "GET", "http://a.com:443/")).isFalse();
    assertThat(matches(rule, "GET", "https://a.com:8443/")).isFalse();
    assertThat(matches(rule, "GET", "https://a.com.evil.org/")).isFalse();
    assertThat(matches(HttpRule.parse("GET http://a.com:8080/x"), "GET", "http://a.com:8080/x"))
        .isTrue();
  }

  @Test
  void host_namesBelowAndAddresses_match() throws Malformed {
    assertThat(matches(HttpRule.parse("GET https://*.a.com/**"), "GET", "https://x.a.com/"))
        .isTrue();
    assertThat(matches(HttpRule.parse("GET https://*.a.com/**"), "GET", "https://a.com/"))
        .isFalse();
    assertThat(matches(HttpRule.parse("GET https://[::1]:8443/**"), "GET", "https://[0::1]:8443/"))
        .isTrue();
    assertThat(matches(HttpRule.parse("GET http://192.0.2.1/**"), "GET", "http://192.0.2.1/"))
        .isTrue();
  }

  @Test
  void segment_oneThatIsNotEmpty_matches() throws Malformed {
    HttpRule rule = HttpRule.parse("GET https://a.com/repos/{owner}/x");

    assertThat(matches(rule, "GET", "https://a.com/repos/o/x")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/repos/%7Bo%7D/x?y=/z#f")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/repos//x")).isFalse();
    assertThat(matches(rule, "GET", "https://a.com/repos/o/p/x")).isFalse();
    assertThat(matches(rule, "GET", "https://a.com/repos/o/x/")).isFalse();
  }

  @Test
  void rest_noneOrMoreSegments_matches() throws Malformed {
    HttpRule rule = HttpRule.parse("GET https://a.com/c/**");

    assertThat(matches(rule, "GET", "https://a.com/c")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/c/")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/c/x/y")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/cx")).isFalse();
    assertThat(matches(rule, "GET", "https://a.com/")).isFalse();
  }

  @Test
  void root_withAndWithoutSlash_isTheSame() throws Malformed {
    HttpRule rule = HttpRule.parse("GET https://a.com/");

    assertThat(matches(rule, "GET", "https://a.com")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com?x")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', ?q=1&r, true",
    "?**, ?q=1;r, true",
    "?state={s}&page={p}, '', true",
    "?state={s}&page={p}, ?, true",
    "?state={s}&page={p}, ?page=2&state=open, true",
    "?state={s}&page={p}, ?page=2&&page=3, true",
    "?state={s}&page={p}, ?p%61ge=a%2Fb%26c, true",
    "?state={s}&page={p}, ?page, true",
    "?state={s}&page={p}, ?page=2&admin=1, false",
    "?state={s}&page={p}, ?page=2&admin, false",
    "?state={s}&page={p}, ?Page=2, false",
    "?state={s}&page={p}, ?page=2;admin=1, false",
    "?state={s}&page={p}, ?page[]=2, false",
    "?state={s}&page={p}, ?page=%zz, false",
    "?state={s}&page={p}, ?page=a b, false",
    "?state={s}&page={p}, ?=1, false",
    "?state=open, ?state=open, true",
    "?state=open, ?state=%6fpen, true",
    "?state=open, ?state=closed, false",
    "?state=open, ?state=open&state=closed, false",
    "?state=open, ?state=open+, false",
    "?q=a%20b, ?q=a+b, false",
    "?f%5bx%5d={x}, ?f[x]=1, true",
    "?flag, ?flag, true",
    "?flag, ?flag=, true",
    "?flag, ?flag=1, false",
    "?, '', true",
    "?, ?, true",
    "?, ?q, false"
  })
  void query_ofListedParameters_matches(String rule, String query, boolean matches)
      throws Malformed {
    assertThat(
            matches(HttpRule.parse("GET https://a.com/x" + rule), "GET", "https://a.com/x" + query))
        .isEqualTo(matches);
  }

  @Test
  void host_international_isItsAsciiForm() throws Malformed {
    assertThat(HttpUrl.parse("https://b\u00fccher.EXAMPLE/").host())
        .isEqualTo("xn--bcher-kva.example");
    assertThat(HttpUrl.parse("https://\u4f8b\u3048.example/").host())
        .isEqualTo("xn--r8jz45g.example");
    assertThat(
            matches(
                HttpRule.parse("GET https://xn--bcher-kva.example/**"),
                "GET",
                "https://b\u00fccher.example/x"))
        .isTrue();
  }

  @Test
  void path_isNormalisedFirst() throws Malformed {
    HttpRule rule = HttpRule.parse("GET https://a.com/c/**");

    assertThat(matches(rule, "GET", "https://a.com/%63/x")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/c/x/../y")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/c/./y")).isTrue();
    assertThat(matches(rule, "GET", "https://a.com/x/../c/y")).isFalse();
    assertThat(matches(rule, "GET", "https://a.com/c/../admin")).isFalse();
    assertThat(matches(rule, "GET", "https://a.com/c/../../admin")).isFalse();
    assertThat(matches(HttpRule.parse("GET https://a.com/%c3%bc"), "GET", "https://a.com/%C3%BC"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.com/c/%2e%2e/admin",
        "https://a.com/c/.%2E/admin",
        "https://a.com/c/%2e/x",
        "https://a.com/c/..%2fadmin",
        "https://a.com/c/..%5Cadmin",
        "https://a.com/c/..\\admin",
        "https://a.com/c/x;y=1",
        "https://a.com/c/x%3by",
        "https://a.com/c/%252e%252e/admin",
        "https://a.com/c/%00",
        "https://a.com/c/%0d%0aX",
        "https://a.com/c/%7f",
        "https://a.com/c/%c0%ae%c0%ae/admin",
        "https://a.com/c/%e0%80%af",
        "https://a.com/c/%ff",
        "https://a.com/c/%c3",
        "https://a.com/c/%c3x",
        "https://a.com/c/ x",
        "https://a.com/c/ü",
        "https://a.com/c/%",
        "https://a.com/c/%4",
        "https://a.com/c/%zz",
        "https://a.com/c//../x",
        "https://a.com/c//./x",
        "https://a.com/c/x/./../y",
        "https://a.com/c/x/..",
        "https://a.com/c/."
      })
  void path_ambiguous_neverMatches(String url) throws Malformed {
    assertThat(matches(HttpRule.parse("GET https://a.com/c/**"), "GET", url)).isFalse();
    assertThat(HttpUrl.parse(url).segments()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.com/c",
        "/c",
        "ftp://a.com/c",
        "https://user@a.com/c",
        "https://a.com@evil.org/c",
        "https:///c",
        "https://a.com:0/c",
        "https://a.com:65536/c",
        "https://a.com:x/c",
        "https://a.com:/c",
        "https://127.0.0.1./c",
        "https://xn--bcher-.example/c",
        "https://xn--strae-oqa.example/c",
        "https://a com/c",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://[::1/",
        "https://[127.0.0.1]/",
        "https://::1/",
        "https://a%2ecom/",
        "https://a.com\\c/x",
        "https://a.com#/c",
        "https://a.com\\@evil.org/c",
        "https://a.com/c/\u0001",
        "https://a.com/\tc",
        "https://a.com/c\r\nHost: evil.org",
        "https://a.com/?q=\r\nHost: evil.org",
        "https://a\u007f.com/",
        "\nhttps://a.com/",
        " https://a.com/",
        "https://a.com../",
        "https://.a.com/",
        "https://\u212a.com/",
        "https://stra\u00dfe.example/",
        "https://\uff41.com/",
        "https://a\u3002com/",
        "https://\u0430pple.com/",
        "https://B\u00dcCHER.example/",
        "https://\u00ad.com/",
        "https://a\u200db.example/"
      })
  void url_withoutOneMeaning_isRefused(String url) {
    assertThatThrownBy(() -> HttpUrl.parse(url)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://a.com/         | method is missing
          get https://a.com/     | method is not a name in capitals
          GET, https://a.com/    | method is not a name in capitals
          GET a.com/x            | URL is not absolute
          GET https://a.com      | URL has no path
          GET https://a.com/#f   | URL has a fragment
          GET https://a.com/?q#f | URL has a fragment
          GET https://a.com?q    | URL has no path
          GET https://a.com/?={x} | parameter of the query has no name
          GET https://a.com/?q=a{x} | wildcard is not a whole value of the query
          GET https://a.com/?{x}=a | wildcard is not a whole value of the query
          GET https://a.com/?q=a* | wildcard is not a whole value of the query
          GET https://a.com/?q;r | query holds a `;`
          GET https://a.com/?q r | query holds a character that must be encoded
          GET https://u@a.com/   | URL holds user information
          GET https://127.1/x    | host is neither a name nor an address
          GET https://a.com/x{y} | braces are not around a whole segment
          GET https://a.com/{}   | braces are not around a whole segment
          GET https://a.com/*/x  | `*` stands within a path
          GET https://a.com/**/x | `*` stands within a path
          GET https://a.com/../x | path has dot segments
          GET https://a.com/%2fx | path holds an encoded slash
          """)
  void parse_malformed_saysWhy(String text, String message) {
    assertThatThrownBy(() -> HttpRule.parse(text))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }

  @Test
  void rule_anyPath_decidesAsTheNaiveMatcher() throws Malformed {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String template = path(random, "/a", "/b", "/{x}") + (random.nextBoolean() ? "/**" : "");
      String path = path(random, "/a", "/b", "/%61", "/.", "/..", "/c");
      String url = "https://h.com" + path;

      assertThat(matches(HttpRule.parse("GET https://h.com" + template), "GET", url))
          .as("%s covers %s, seed %d", template, path, seed)
          .isEqualTo(naive(template, path));
    }
  }

  /** Some servers and clients take several slashes for one. */
  @Test
  void rule_coversAPath_coversItWithoutItsEmptySegments() throws Malformed {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String template = path(random, "/a", "/b", "/{x}") + (random.nextBoolean() ? "/**" : "");
      String path = path(random, "/a", "/b", "/");
      HttpRule rule = HttpRule.parse("GET https://h.com" + template);

      if (matches(rule, "GET", "https://h.com" + path)) {
        assertThat(matches(rule, "GET", "https://h.com" + path.replaceAll("/+", "/")))
            .as("%s covers %s, seed %d", template, path, seed)
            .isTrue();
      }
    }
  }

  private static String path(Random random, String... parts) {
    StringBuilder path = new StringBuilder();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      path.append(parts[random.nextInt(parts.length)]);
    }
    return path.toString();
  }

  private static boolean naive(String template, String path) {
    boolean above = path.contains("/..");
    if (path.endsWith("/.") || path.endsWith("/..") || (above && path.matches(".*/\\./.*"))) {
      return false;
    }
    List<String> segments = new ArrayList<>();
    String[] raw = path.substring(1).split("/", -1);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i].equals("..") && !segments.isEmpty()) {
        segments.remove(segments.size() - 1);
      }
      if (!raw[i].startsWith(".")) {
        segments.add(raw[i].replace("%61", "a"));
      }
    }
    String regex = template.substring(1).replace("/**", "(/.*)?").replace("{x}", "[^/]+");
    String written = path.substring(1).replace("%61", "a");
    return String.join("/", segments).matches(regex) && written.matches(regex);
  }

  private static boolean matches(HttpRule rule, String method, String url) throws Malformed {
    return rule.matches(method, HttpUrl.parse(url));
  }
}
