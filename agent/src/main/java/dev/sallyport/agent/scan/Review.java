package dev.sallyport.agent.scan;

import dev.sallyport.agent.weave.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reviewed file. An entry is a line {@code <verdict> <family> [<jdks>]: <reason>} and, indented
 * below it, the methods it is said of, {@code <class>#<name> <name> ...}, with all their overloads.
 * The entry {@code call [<jdks>]: <reason>} lists calls that need not be followed, {@code <callee>
 * <- <caller>}. A reason may name rows of the hook table in backquotes, such as {@code
 * `Shutdown.halt`}: it holds only where the table has them.
 *
 * <p>A class that ends in {@code *} stands for all that begin so, a name {@code *} for all methods.
 * So that nothing new hides behind a pattern, all methods that were exempt when it was reviewed are
 * listed in a second file, and an exemption holds for these only.
 */
public final class Review {
  private static final String FOLDER = "sallyport/";

  private final List<ReviewLine> lines = new ArrayList<>();
  private final List<ExemptCall> calls = new ArrayList<>();
  private final Set<String> seen;

  /**
   * A call that need not be followed.
   *
   * @param text {@code callee <- caller}
   */
  private record ExemptCall(String text, Hook.Jdks jdks, String reason) {}

  private record Entry(
      @Nullable Verdict verdict, @Nullable Family family, Hook.Jdks jdks, String reason) {}

  private Review(Set<String> seen) {
    this.seen = seen;
  }

  /** The one that the agent was built with. */
  public static Review ofAgent() {
    return parse(
        resource("natives.txt"), new HashSet<>(resource("natives-seen.txt").lines().toList()));
  }

  static Review parse(String text, Set<String> seen) {
    Review review = new Review(seen);
    Entry entry = null;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        if (!line.startsWith(" ")) {
          entry = entry(line);
        } else if (entry != null) {
          review.add(entry, line.strip(), number);
        }
      } catch (IllegalArgumentException wrong) {
        throw new IllegalStateException("line " + number + " of the review: " + line, wrong);
      }
    }
    return review;
  }

  private static Entry entry(String line) {
    int colon = line.indexOf(':');
    String[] words = line.substring(0, colon).split(" ", -1);
    String reason = line.substring(colon + 1).strip();
    if (words[0].equals("call")) {
      return new Entry(null, null, jdks(words, 1), reason);
    }
    Verdict verdict = Verdict.valueOf(words[0].toUpperCase(Locale.ROOT));
    if (reason.isEmpty() && verdict != Verdict.HOOKED) {
      throw new IllegalArgumentException("a reason is missing");
    }
    return new Entry(verdict, Family.of(words[1]), jdks(words, 2), reason);
  }

  private static Hook.Jdks jdks(String[] words, int index) {
    if (words.length <= index) {
      return Hook.Jdks.ALL;
    }
    String word = words[index];
    int dash = word.indexOf('-');
    return dash < 0
        ? new Hook.Jdks(Integer.parseInt(word.substring(0, word.indexOf('+'))), 0)
        : new Hook.Jdks(
            Integer.parseInt(word.substring(0, dash)), Integer.parseInt(word.substring(dash + 1)));
  }

  private void add(Entry entry, String line, int number) {
    Verdict verdict = entry.verdict();
    Family family = entry.family();
    if (verdict == null || family == null) {
      calls.add(new ExemptCall(line, entry.jdks(), entry.reason()));
      return;
    }
    int sharp = line.indexOf('#');
    String owner = line.substring(0, sharp);
    for (String name : line.substring(sharp + 1).split(" ", -1)) {
      ReviewLine one =
          new ReviewLine(verdict, family, entry.jdks(), entry.reason(), owner, name, number);
      if (family.isByName() && !one.isExact() && verdict != Verdict.HOOKED) {
        throw new IllegalArgumentException(family + " has to be reviewed by name");
      }
      lines.add(one);
    }
  }

  private static String resource(String name) {
    ClassLoader loader = Review.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /**
   * The calls that need not be followed in that release.
   *
   * @param rows the names of those that judge there
   */
  Set<String> exemptCalls(int feature, Set<String> rows) {
    Set<String> exempt = new HashSet<>();
    for (ExemptCall call : calls) {
      if (call.jdks().contains(feature) && missing(call.reason(), rows).isEmpty()) {
        exempt.add(call.text());
      }
    }
    return exempt;
  }

  /** The rows that a reason relies on, of which none of these is one. */
  private static List<String> missing(String reason, Set<String> rows) {
    List<String> missing = new ArrayList<>();
    String[] parts = reason.split("`", -1);
    for (int i = 1; i < parts.length; i += 2) {
      if (!rows.contains(parts[i])) {
        missing.add(parts[i]);
      }
    }
    return missing;
  }

  /**
   * What the file says of that method, together with what the scan found.
   *
   * @param rows the names of those that judge there
   */
  ClassifiedNative classify(NativeMethod method, int feature, Set<String> rows) {
    ReviewLine line = closest(method, feature);
    if (line == null) {
      return new ClassifiedNative(method, null, Verdict.UNCLASSIFIED, "in no line of the review");
    }
    if (method.isHooked()) {
      return new ClassifiedNative(method, line.family(), Verdict.HOOKED, "");
    }
    return switch (line.verdict()) {
      case EXEMPT -> exempt(method, line, missing(line.reason(), rows));
      case OPEN -> new ClassifiedNative(method, line.family(), Verdict.OPEN, line.reason());
      case HOOKED, UNCLASSIFIED ->
          new ClassifiedNative(
              method, line.family(), Verdict.UNCLASSIFIED, "has a way without a row");
    };
  }

  private ClassifiedNative exempt(NativeMethod method, ReviewLine line, List<String> missing) {
    if (!seen.contains(method.toString())) {
      return new ClassifiedNative(
          method, line.family(), Verdict.UNCLASSIFIED, "new since the review");
    }
    return missing.isEmpty()
        ? new ClassifiedNative(method, line.family(), Verdict.EXEMPT, line.reason())
        : new ClassifiedNative(
            method, line.family(), Verdict.OPEN, "its exemption relies on missing rows " + missing);
  }

  private @Nullable ReviewLine closest(NativeMethod method, int feature) {
    ReviewLine closest = null;
    for (ReviewLine line : lines) {
      if (line.means(method, feature)) {
        if (closest != null && closest.closeness() == line.closeness()) {
          throw new IllegalStateException(closest + " and " + line + " mean the same");
        }
        if (closest == null || line.closeness() > closest.closeness()) {
          closest = line;
        }
      }
    }
    return closest;
  }

  /** What is said of methods that the release doesn't have, and what is called open and is not. */
  public List<String> stale(List<NativeMethod> natives, int feature) {
    List<String> stale = new ArrayList<>();
    for (ReviewLine line : lines) {
      if (line.jdks().contains(feature) && isStale(line, natives, feature)) {
        stale.add(line.toString());
      }
    }
    return stale;
  }

  private static boolean isStale(ReviewLine line, List<NativeMethod> natives, int feature) {
    List<NativeMethod> meant =
        natives.stream().filter(method -> line.means(method, feature)).toList();
    return meant.isEmpty()
        || (line.verdict() == Verdict.OPEN && meant.stream().allMatch(NativeMethod::isHooked));
  }
}
