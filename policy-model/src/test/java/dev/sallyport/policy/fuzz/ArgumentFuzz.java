package dev.sallyport.policy.fuzz;

import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.Source;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** No argument is let through that some server would take to where its rule does not lead. */
public final class ArgumentFuzz {
  private static final Variables NONE =
      new Variables() {
        @Override
        public @Nullable String env(String name) {
          return null;
        }

        @Override
        public @Nullable String property(String name) {
          return null;
        }
      };

  private static final Path ROOT = Path.of("/srv/tree");
  private static final Circumstances NOBODY = new Circumstances(null, null, Instant.EPOCH);
  private static final Engine ENGINE =
      Engine.compile(
          Objects.requireNonNull(
              PolicyReader.read(
                      new Source(
                          "policy.yaml",
                          """
                          sallyport: 1
                          tools:
                            relative: { arguments: { a: { type: path } } }
                            under: { arguments: { a: { type: path, under: /srv/tree } } }
                            url: { arguments: { a: { type: url, hosts: [a.com] } } }
                            text: { arguments: { a: { type: string, pattern: "[a-z]{1,9}|(a*)*b" } } }
                          """),
                      NONE)
                  .policy()),
          new Surroundings(path -> path, List.of(), List.of(), List.of()));

  private ArgumentFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    boolean under = allows("under", text);
    if (allows("relative", text) && (!under || text.startsWith("/"))) {
      throw new AssertionError("a relative path that is not: " + text);
    }
    if (under) {
      below(text, 4);
    }
    if (allows("url", text)) {
      host(text);
    }
    if (allows("text", text) && !text.matches("[a-z]{1,9}|a*b")) {
      throw new AssertionError("does not fit the pattern: " + text);
    }
  }

  private static boolean allows(String tool, String text) {
    Request.ToolCall call = new Request.ToolCall(tool, Map.of("a", text));
    Reason reason = ENGINE.decide(call, NOBODY).reason();
    if (reason == Reason.ERROR) {
      throw new AssertionError("no decision on " + text);
    }
    return reason == Reason.GRANTED;
  }

  /** As servers do: as it is, decoded once or more, in its normal form, on Windows, as a URI. */
  private static void below(String text, int times) {
    stays(text);
    stays(text.replace('\\', '/'));
    if (text.matches("(?is)[a-z]:.*|//.*|~.*|file:.*") || text.indexOf('\0') >= 0) {
      throw new AssertionError("names another root: " + text);
    }
    if (times == 0) {
      return;
    }
    below(Normalizer.normalize(text, Normalizer.Form.NFKC), 0);
    try {
      below(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8), times - 1);
    } catch (IllegalArgumentException e) {
      // This decoder refuses it.
    }
    try {
      String path = URI.create(text).getPath();
      below(path == null ? "" : path, times - 1);
    } catch (IllegalArgumentException e) {
      // This one, too.
    }
  }

  private static void stays(String text) {
    try {
      if (!ROOT.resolve(text).normalize().startsWith(ROOT)
          || List.of(text.split("/", -1)).contains("..")) {
        throw new AssertionError("leads out of " + ROOT + ": " + text);
      }
    } catch (InvalidPathException e) {
      // No file has that name.
    }
  }

  private static void host(String text) {
    String host;
    try {
      host = URI.create(text).getHost();
    } catch (IllegalArgumentException e) {
      return;
    }
    if (!"a.com".equals(String.valueOf(host).toLowerCase(Locale.ROOT).replaceAll("\\.$", ""))) {
      throw new AssertionError("is of another host: " + text + ", " + host);
    }
  }
}
