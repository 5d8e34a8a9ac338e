package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.IDN;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.hc.core5.net.URIBuilder;
import org.asynchttpclient.uri.Uri;
import org.eclipse.jetty.http.HttpURI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a URL was decided on is what a client makes of it: wherever a client's own parser takes a
 * text, too, it finds the same host, port and path there.
 */
class HttpUrlParsersTest {
  private static final int CASES = Integer.getInteger("cases", 40_000);
  private static final String[] HOSTS = {
    "a.com",
    "A.com.",
    "evil.org",
    "127.0.0.1",
    "[::1]",
    "[0:0::1]",
    "b\u00fccher.example",
    "xn--bcher-kva.example",
    "0x7f.1",
    "2130706433",
    "a.com\u3002",
    "\u212a.com",
    "a_b.com"
  };
  private static final String[] ODDITIES = {
    "@", ":", "\\", "/", "//", "?", "#", "%2e", "%2F", "%5c", ".", "..", ";x=1", "%", "%00", "\t",
    "\n", " ", "\u00fc", "%c3%bc", "%c0%af", "|", "{", "[", "]", "\"", "<", "^", "'", "+", "~",
        "%7e",
    ":80", ":443", "%25", "%252e", "&", "=", "*", "\u200d", "\uff0f"
  };
  private static final String[] PARTS = {
    "/", "/a", "/b", "/./", "/../", "/..", "/.", "/%61", "/a%20b", "/x:y@z", "/a+b", "?q=1", "#f"
  };

  /**
   * What a parser finds.
   *
   * @param host as it says it
   * @param port -1 for the scheme's own
   * @param path still encoded
   */
  private record Found(String host, int port, String path) {}

  private interface Parser {
    /** Null, or any exception, where it does not take the text for a URL. */
    @Nullable Found parse(String text) throws Exception;
  }

  @Test
  void javaUri_takesTheSame() {
    check(text -> of(new URI(text)));
  }

  @Test
  void javaUrl_takesTheSame() {
    check(HttpUrlParsersTest::url);
  }

  @Test
  void okHttp_takesTheSame() {
    check(
        text -> {
          okhttp3.HttpUrl url = okhttp3.HttpUrl.get(text);
          return new Found(url.host(), url.port(), url.encodedPath());
        });
  }

  @Test
  void apache_takesTheSame() {
    check(text -> of(new URIBuilder(text).build()));
  }

  @Test
  void jetty_takesTheSame() {
    check(
        text -> {
          HttpURI url = HttpURI.from(text);
          return url.getHost() == null
              ? null
              : new Found(url.getHost(), url.getPort(), path(url.getPath()));
        });
  }

  @Test
  void asyncHttpClient_takesTheSame() {
    check(
        text -> {
          Uri url = Uri.create(text);
          return new Found(url.getHost(), url.getPort(), path(url.getPath()));
        });
  }

  @Test
  void spring_takesTheSame() {
    check(
        text -> {
          UriComponents url =
              UriComponentsBuilder.fromUriString(text, UriComponentsBuilder.ParserType.RFC).build();
          return url.getHost() == null
              ? null
              : new Found(url.getHost(), url.getPort(), path(url.getPath()));
        });
  }

  @Test
  void springAsBrowsers_takesTheSame() {
    check(
        text -> {
          UriComponents url =
              UriComponentsBuilder.fromUriString(text, UriComponentsBuilder.ParserType.WHAT_WG)
                  .build();
          return url.getHost() == null
              ? null
              : new Found(url.getHost(), url.getPort(), path(url.getPath()));
        });
  }

  /** Of the path alone: a server decodes what a client sends. */
  @Test
  void netty_takesTheSamePath() {
    check(
        text -> {
          URI url = new URI(text);
          return url.getHost() == null || url.getRawPath().isEmpty()
              ? null
              : new Found(
                  url.getHost(), url.getPort(), new QueryStringDecoder(url.getRawPath()).rawPath());
        });
  }

  private static String path(@Nullable String path) {
    return path == null ? "" : path;
  }

  private static @Nullable Found of(URI url) {
    return url.getHost() == null ? null : new Found(url.getHost(), url.getPort(), url.getRawPath());
  }

  @SuppressWarnings("deprecation") // the constructor that every HttpURLConnection begins with
  private static Found url(String text) throws Exception {
    URL url = new URL(text);
    return new Found(url.getHost(), url.getPort(), url.getPath());
  }

  private static void check(Parser parser) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int compared = 0;
    for (int i = 0; i < CASES; i++) {
      String text = text(random);
      HttpUrl ours = parsed(text);
      Found theirs = ours == null ? null : found(parser, text);
      if (ours == null || theirs == null) {
        continue;
      }
      compared++;
      int own = ours.secure() ? 443 : 80;
      assertThat(host(theirs.host())).as("%s, seed %d", text, seed).isEqualTo(host(ours.host()));
      assertThat(theirs.port() < 0 ? own : theirs.port())
          .as("%s, seed %d", text, seed)
          .isEqualTo(ours.port());
      if (ours.segments() != null) {
        assertThat(segments(theirs.path()))
            .as("%s, seed %d", text, seed)
            .isIn(decoded(ours.segments()), withoutEmpty(decoded(ours.segments())));
      }
    }
    assertThat(compared).isGreaterThan(CASES / 50);
  }

  private static @Nullable HttpUrl parsed(String text) {
    try {
      return HttpUrl.parse(text);
    } catch (Malformed e) {
      return null;
    }
  }

  private static @Nullable Found found(Parser parser, String text) {
    try {
      return parser.parse(text);
    } catch (Exception e) {
      return null;
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "https://" : "HTTP://");
    text.append(pick(random, HOSTS));
    if (random.nextInt(4) == 0) {
      text.append(pick(random, new String[] {":", ":80", ":443", ":08443", ":65536", ":0"}));
    }
    for (int n = random.nextInt(5); n > 0; n--) {
      text.append(pick(random, PARTS));
    }
    for (int n = random.nextInt(3); n > 0; n--) {
      text.insert(random.nextInt(text.length() + 1), pick(random, ODDITIES));
    }
    return text.toString();
  }

  private static String host(String host) {
    String bare = host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    IpAddress address = IpAddress.parse(bare);
    if (address != null) {
      return address.toString();
    }
    String ascii = IDN.toASCII(bare);
    return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
  }

  /** The segments of a path as a server finds them that resolves dots and then decodes. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    String[] raw = (path.isEmpty() ? "/" : path).substring(1).split("/", -1);
    for (int i = 0; i < raw.length; i++) {
      boolean dots = raw[i].equals(".") || raw[i].equals("..");
      if (raw[i].equals("..") && !segments.isEmpty()) {
        segments.remove(segments.size() - 1);
      }
      if (!dots || i == raw.length - 1) {
        segments.add(dots ? "" : raw[i]);
      }
    }
    return decoded(segments);
  }

  private static List<String> decoded(List<String> segments) {
    List<String> decoded = new ArrayList<>();
    for (String segment : segments) {
      decoded.add(
          QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return decoded;
  }

  /** What a rule covers with them it also covers without them, as HttpRuleTest shows. */
  private static List<String> withoutEmpty(List<String> segments) {
    List<String> some = new ArrayList<>(segments.subList(0, segments.size() - 1));
    some.removeIf(String::isEmpty);
    some.add(segments.get(segments.size() - 1));
    return some;
  }

  private static <T> T pick(Random random, T[] from) {
    return from[random.nextInt(from.length)];
  }
}
