package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What an index finds is what trying one rule after the other finds. */
class RuleIndexTest {
  private static final int POLICIES = 300;
  private static final int QUESTIONS = 60;
  private static final String[] PATHS = {
    "/**",
    "/a/**",
    "/a/b",
    "/a/*/c",
    "**/c",
    "/a/b/**/c",
    "/b/{a,c}/**",
    "/",
    "/a/b*/**",
    "/ab/**",
    "**",
    "/c/a/b/?",
    "/*/b"
  };
  private static final String[] HOSTS = {
    "a.org:443", "*.a.org:443", "b.a.org:80-443", "*:80", "10.0.0.0/8:443", "10.1.0.0/16:*",
    "10.1.2.3:443", "localhost:443", "[2001:db8::]/32:443", "*.org:*", "[::1]:80", "0.0.0.0/0:443"
  };
  private static final String[] NAMES = {"a.org", "b.a.org", "c.b.a.org", "xa.org", "localhost"};
  private static final String[] ADDRESSES = {
    "10.1.2.3", "10.1.9.9", "10.2.0.0", "127.0.0.1", "2001:db8::7", "::1", "192.0.2.1"
  };
  private static final String[] URLS = {
    "GET https://a.org/**",
    "GET,POST https://a.org/x/{y}/z",
    "GET https://*.a.org/x",
    "POST https://a.org/x",
    "GET https://a.org/",
    "GET http://*.a.org/x/**",
    "GET https://10.1.2.3/x/**",
    "GET http://localhost/**"
  };
  private static final String[] REQUESTED = {
    "https://a.org/", "https://a.org/x", "https://a.org/x/y/z", "https://a.org/x//z",
    "https://b.a.org/x", "http://b.a.org/x/y", "https://10.1.2.3/x", "https://10.9.9.9/x",
    "http://127.0.0.1/x", "http://localhost/", "https://xa.org/x", "https://a.org/%78"
  };
  private static final String[] GLOBS = {"*", "get_*", "get_a", "*_a", "get*a", "g", ""};
  private static final String[] TOOLS = {"get_a", "get_b", "g", "put_a", "", "get"};

  private final Random random = new Random(7);

  @Test
  void paths_anyPatterns_areFoundAsOneByOne() throws Malformed {
    for (int i = 0; i < POLICIES; i++) {
      List<PathPattern> patterns = new ArrayList<>();
      for (int j = random.nextInt(12); j > 0; j--) {
        patterns.add(PathPattern.parse(one(PATHS)));
      }
      PathIndex index = new PathIndex(patterns);
      for (int j = 0; j < QUESTIONS; j++) {
        String path = path();
        String to = path();

        assertThat(index.covering(path, false))
            .as(path)
            .isEqualTo(first(patterns, pattern -> pattern.matches(path)));
        assertThat(index.covering(path, true))
            .as(path)
            .isEqualTo(
                first(
                    patterns, pattern -> pattern.matches(path) || pattern.matchesDirectory(path)));
        assertThat(index.leading(path))
            .as(path)
            .isEqualTo(first(patterns, pattern -> pattern.leadsTo(path)));
        assertThat(index.notMoving(path, to))
            .as("%s to %s", path, to)
            .isEqualTo(first(patterns, pattern -> !pattern.moves(path, to)));
      }
    }
  }

  @Test
  void hosts_anyEndpoints_areFoundAsOneByOne() throws Malformed {
    for (int i = 0; i < POLICIES; i++) {
      List<Endpoint> endpoints = new ArrayList<>();
      for (int j = random.nextInt(12); j > 0; j--) {
        endpoints.add(Endpoint.parse(one(HOSTS)));
      }
      HostIndex index = new HostIndex(endpoints);
      for (int j = 0; j < QUESTIONS; j++) {
        IpAddress address = IpAddress.parse(one(ADDRESSES));
        Set<String> names = random.nextBoolean() ? Set.of() : Set.of(one(NAMES));
        String name = one(NAMES);
        int port = random.nextBoolean() ? 443 : 80;

        assertThat(index.matching(address, port, names))
            .as("%s %s %d", address, names, port)
            .isEqualTo(first(endpoints, endpoint -> endpoint.matches(address, port, names)));
        assertThat(index.covering(name, null, port))
            .as("%s %d", name, port)
            .isEqualTo(first(endpoints, endpoint -> endpoint.covers(name, null, port)));
        assertThat(index.namingIt(name, HostIndex.ANY_PORT))
            .as(name)
            .isEqualTo(
                first(
                    endpoints,
                    endpoint -> !endpoint.host().isAny() && endpoint.host().names(name)));
      }
    }
  }

  @Test
  void urls_anyRules_areFoundAsOneByOne() throws Malformed {
    int found = 0;
    for (int i = 0; i < POLICIES; i++) {
      List<HttpRule> rules = new ArrayList<>();
      for (int j = random.nextInt(12); j > 0; j--) {
        rules.add(HttpRule.parse(one(URLS)));
      }
      UrlIndex index = new UrlIndex(rules);
      for (int j = 0; j < QUESTIONS; j++) {
        HttpUrl url = HttpUrl.parse(one(REQUESTED));
        String method = random.nextBoolean() ? "GET" : "POST";
        int first = first(rules, rule -> rule.matches(method, url));

        assertThat(index.covering(method, url)).as("%s %s", method, url).isEqualTo(first);
        found += first < 0 ? 0 : 1;
      }
    }
    assertThat(found).isGreaterThan(1000);
  }

  @Test
  void names_anyGlobs_areFoundAsOneByOne() {
    for (int i = 0; i < POLICIES; i++) {
      List<NameGlob> globs = new ArrayList<>();
      for (int j = random.nextInt(12); j > 0; j--) {
        globs.add(NameGlob.parse(one(GLOBS)));
      }
      GlobIndex index = new GlobIndex(globs);
      for (String tool : TOOLS) {
        int first = first(globs, glob -> glob.matches(tool));

        assertThat(index.matching(tool).nextSetBit(0)).as(tool).isEqualTo(first);
        assertThat(index.matches(tool)).as(tool).isEqualTo(first >= 0);
      }
    }
  }

  private static <T> int first(List<T> rules, Predicate<T> says) {
    for (int i = 0; i < rules.size(); i++) {
      if (says.test(rules.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      path.append('/').append(one(new String[] {"a", "b", "c", "ab", "d"}));
    }
    return path.length() == 0 ? "/" : path.toString();
  }

  private String one(String[] all) {
    return all[random.nextInt(all.length)];
  }
}
