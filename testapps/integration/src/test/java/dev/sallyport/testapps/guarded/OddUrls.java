package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.HttpPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** URLs that parsers are known to read differently, the same ones in each run. */
final class OddUrls {
  /** All that is granted. */
  static final String PATTERN = "/odd/{item}/open";

  private static final long SEED = 5;

  private static final List<String> PATHS =
      List.of(
          "/odd/item/open",
          "/odd/%69tem/open",
          "/odd/a%20b/open",
          "/odd/item/open?to=/secret",
          "/odd/item/secret",
          "/odd/secret",
          "/secret",
          "/odd/a/b/open",
          "/odd//open",
          "/ODD/item/open",
          "odd/item/open",
          "");

  /** Granted, if whoever gets them resolves their dots. */
  private static final List<String> DOTTED =
      List.of("/odd/x/../item/open", "/odd/./item/open", "/secret/../odd/item/open");

  private static final List<String> PIECES =
      List.of(
          "/../",
          "/./",
          "/..",
          "/.",
          "//",
          "/%2e%2e/",
          "/%2E./",
          "/.%2e/",
          "/%2e/",
          "/..;/",
          "/..;x=1/",
          ";",
          ";x=1",
          "%3b",
          "\\",
          "/..\\",
          "%5c",
          "%5C..",
          "%2f",
          "%2F..%2F",
          "%252f",
          "%252e%252e",
          "/%c0%ae%c0%ae/",
          "%00",
          "%0a",
          "%0d%0aX:%20y",
          "%",
          "%zz",
          " ",
          "\t",
          "\u00e9",
          "%c3%a9",
          "\u2025",
          "\uff0f",
          "\uff0e\uff0e",
          "\u2215",
          "?",
          "#",
          "#/../",
          "?/../",
          "%23",
          "%3f",
          "@",
          ":",
          "*",
          "{x}",
          "|",
          "^",
          "[",
          "\"",
          "<",
          "`",
          "+");

  private static final List<String> AUTHORITIES =
      List.of(
          "%s",
          "%s",
          "%s",
          "%s",
          "%s",
          "%s",
          "user@%s",
          "user:word@%s",
          "%s@%s",
          "%s\\@%s",
          "%s#@%s",
          "%s?@%s",
          "@%s",
          "localhost:%p",
          "LocalHost:%p",
          "localhost.:%p",
          "127.0.0.1.:%p",
          "127.1:%p",
          "2130706433:%p",
          "0x7f.0.0.1:%p",
          "0177.0.0.1:%p",
          "127.0.0.1:0%p",
          "127.0.0.1:%p ",
          "127.0.0.1 :%p",
          "127\u30020.0.1:%p",
          "\uff11\uff12\uff17.0.0.1:%p",
          "[::1]:%p",
          "[::ffff:127.0.0.1]:%p",
          "[0:0:0:0:0:0:0:1%25lo]:%p",
          "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3:%p",
          "xn--n3h.localhost:%p",
          "127.0.0.1",
          "127.0.0.1:");

  private static final List<String> SCHEMES =
      List.of(
          "http://",
          "http://",
          "http://",
          "http://",
          "http://",
          "http://",
          "HTTP://",
          "http:/",
          "http:",
          "http:\\\\",
          "http:///",
          "//",
          " http://");

  private final Random random = new Random(SEED);
  private final String home;
  private final String port;
  private final String away;

  private OddUrls(HttpPeer home, HttpPeer away) {
    port = Integer.toString(home.port());
    this.home = "127.0.0.1:" + port;
    this.away = "127.0.0.1:" + away.port();
  }

  /**
   * The URLs.
   *
   * @param home where the pattern is granted
   * @param away where nothing is, for what may be taken for another host
   */
  static List<String> of(HttpPeer home, HttpPeer away, int count) {
    OddUrls odd = new OddUrls(home, away);
    List<String> urls = new ArrayList<>();
    for (String path : DOTTED) {
      urls.add("http://" + odd.home + path);
    }
    while (urls.size() < count) {
      urls.add(odd.next());
    }
    return urls;
  }

  private String next() {
    // Mostly one part is odd: what is odd all over no client sends.
    return switch (random.nextInt(6)) {
      case 0 -> "http://" + authority() + PATHS.get(0);
      case 1 -> one(SCHEMES) + home + PATHS.get(0);
      case 2 -> one(SCHEMES) + authority() + path();
      default -> "http://" + home + path();
    };
  }

  private String authority() {
    String text = one(AUTHORITIES).replace("%p", port);
    boolean two = text.indexOf("%s") < text.lastIndexOf("%s");
    return two ? text.replaceFirst("%s", any()).replace("%s", any()) : text.replace("%s", home);
  }

  private String any() {
    return random.nextBoolean() ? home : away;
  }

  private String path() {
    StringBuilder path = new StringBuilder(one(PATHS));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      path.insert(random.nextInt(path.length() + 1), one(PIECES));
    }
    return path.toString();
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
