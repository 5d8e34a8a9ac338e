package dev.sallyport.agent.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The page's template and its style. Every text that it is given is escaped, so no text can be
 * forgotten: as HTML, and what a browser would not show, or would turn the writing round, by its
 * number.
 */
final class Template {
  private static final String FOLDER = "sallyport/report/";

  private Template() {}

  /** The page with these values; of a section each value has to be there. */
  static String page(Map<String, Object> values) {
    String style = resource("page.css");
    Map<String, Object> all = new HashMap<>(values);
    all.put("style", style);
    all.put("styleDigest", digest(style));
    return Mustache.compiler()
        .withEscaper(text -> Escapers.HTML.escape(visible(text)))
        .emptyStringIsFalse(true)
        .strictSections(true)
        .compile(resource("page.mustache"))
        .execute(all);
  }

  /** As a source of styles is named in a content security policy (CSP Level 3, section 2.3.1). */
  private static String digest(String style) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException inEveryJdk) {
      throw new IllegalStateException(inEveryJdk);
    }
  }

  static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (hidden(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  private static boolean hidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> c == '\u115f' || c == '\u1160' || c == '\u3164' || c == '\u2800';
    };
  }

  private static String resource(String name) {
    String resource = FOLDER + name;
    try (InputStream in = Template.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
