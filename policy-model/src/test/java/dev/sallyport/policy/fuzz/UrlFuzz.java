package dev.sallyport.policy.fuzz;

import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A URL that a rule covers leads, by whatever parser, to where the rule says. */
public final class UrlFuzz {
  private static final HttpRule RULE = rule("GET https://a.com/c/**");

  private UrlFuzz() {}

  private static HttpRule rule(String text) {
    try {
      return HttpRule.parse(text);
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
  }

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      HttpRule.parse(text);
    } catch (Malformed e) {
      // Then it is no rule, and says so.
    }
    try {
      if (RULE.matches("GET", HttpUrl.parse(text))) {
        check(text);
      }
    } catch (Malformed e) {
      // Then it is no URL, and nothing covers it.
    }
  }

  private static void check(String text) {
    try {
      URI uri = new URI(text);
      held("URI", text, uri.getHost(), uri.getPort(), uri.normalize().getPath());
    } catch (URISyntaxException e) {
      // A client that uses it sends nothing.
    }
    try {
      URL url = new URL(text);
      held("URL", text, url.getHost(), url.getPort(), null);
    } catch (MalformedURLException e) {
      // The same.
    }
    okhttp3.HttpUrl url = okhttp3.HttpUrl.parse(text);
    if (url != null) {
      held("OkHttp", text, url.host(), url.port(), String.join("/", url.pathSegments()));
    }
  }

  private static void held(
      String parser, String text, @Nullable String host, int port, @Nullable String path) {
    String name = Objects.requireNonNullElse(host, "").toLowerCase(Locale.ROOT);
    boolean there = name.replaceAll("\\.$", "").equals("a.com") && (port == 443 || port == -1);
    if (!there || !(path == null || path.matches("(?s)/?c(/.*)?"))) {
      throw new AssertionError(parser + " takes " + text + " to " + host + ":" + port + " " + path);
    }
  }
}
