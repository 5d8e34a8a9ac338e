package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is accepted means the same to a server that parses it, decodes it, or does neither. */
class ResourceUriParsersTest {
  private static final String[] PIECES = {
    "a", "A", "/", "//", ".", "..", "%2e", "%2F", "%5C", "%41", "%61", "%2f", "%25", "%3b", ";",
    ":", "@", "?", "x", "*", "!", "%21", "é", "%C3%A9", "%c3", " ", "\\", "#", "{", "}",
  };

  @Test
  void accepted_anyUri_isOneToTheJdk() throws URISyntaxException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < 100_000; i++) {
      String uri = uri(random);
      String form = form(uri);
      if (form == null) {
        continue;
      }
      accepted++;
      URI parsed = new URI(uri.replaceFirst("\\?.*", ""));
      String path = parsed.getPath();

      assertThat(parsed.normalize().getRawPath())
          .as("%s, seed %d", uri, seed)
          .isEqualTo(parsed.getRawPath());
      assertThat(path.split("/", -1))
          .as("%s decoded, seed %d", uri, seed)
          .doesNotContain(".", "..");
      assertThat(depth(path))
          .as("%s as %s, seed %d", uri, form, seed)
          .isEqualTo(depth(parsed.getRawPath()));
    }
    assertThat(accepted).isGreaterThan(1000);
  }

  @Test
  void spellings_ofOneUri_areOneForm() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      String uri = uri(random);
      String form = form(uri);
      String other = uri.replace("a", "%61").replace("%2e", "%2E").replace("!", "%21");
      String otherForm = form(other);

      if (form != null && otherForm != null) {
        assertThat(otherForm).as("%s and %s, seed %d", uri, other, seed).isEqualTo(form);
      }
    }
  }

  private static int depth(String path) {
    return path.length() - path.replace("/", "").length();
  }

  private static String uri(Random random) {
    StringBuilder uri = new StringBuilder(random.nextBoolean() ? "s://h/" : "file:///");
    for (int n = random.nextInt(5); n > 0; n--) {
      uri.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return uri.toString();
  }

  private static @Nullable String form(String uri) {
    try {
      return ResourceUri.of(uri);
    } catch (Malformed e) {
      return null;
    }
  }
}
