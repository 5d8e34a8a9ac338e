package dev.sallyport.agent.pin;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of a lock file, a line for each pin, sorted, so that versions of it compare well:
 *
 * <pre>
 * sallyport-lock 1
 * pinned tool sha256:9f86... "read_file"
 * new prompt sha256:60303... seen sha256:fd61... "review"
 * </pre>
 */
final class LockText {
  private static final String FIRST_LINE = "sallyport-lock 1";
  private static final String COMMENT = "#";
  private static final String ABOUT =
      "# What this server said of itself. See the command pins, and docs/pins.md.";
  private static final String ACCEPTED = "pinned";
  private static final String NEW = "new";
  private static final String SEEN = "seen";
  private static final String SHA_256 = "sha256:";
  private static final int HEX_DIGITS = 64;

  private LockText() {}

  static String of(Map<Thing, Pin> pins) {
    StringBuilder text = new StringBuilder();
    text.append(FIRST_LINE).append('\n').append(ABOUT).append('\n');
    for (Map.Entry<Thing, Pin> entry : new TreeMap<>(pins).entrySet()) {
      Thing thing = entry.getKey();
      Pin pin = entry.getValue();
      text.append(pin.accepted() ? ACCEPTED : NEW).append(' ').append(thing.kind().word());
      text.append(' ').append(SHA_256).append(pin.digest());
      if (pin.seen() != null) {
        text.append(' ').append(SEEN).append(' ').append(SHA_256).append(pin.seen());
      }
      text.append(' ').append(Quoted.of(thing.name())).append('\n');
    }
    return text.toString();
  }

  /**
   * The pins that a text says.
   *
   * @param file what errors call it
   */
  static SortedMap<Thing, Pin> read(String file, String text) throws LockDamage {
    SortedMap<Thing, Pin> pins = new TreeMap<>();
    int number = 0;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        throw damage(file, number + 1, "the line breaks off");
      }
      String line = text.substring(start, end);
      number++;
      if (number == 1) {
        if (!line.equals(FIRST_LINE)) {
          throw damage(file, number, "the first line is not `" + FIRST_LINE + "`");
        }
      } else if (!line.isEmpty() && !line.startsWith(COMMENT)) {
        pin(file, number, line, pins);
      }
      start = end + 1;
    }
    if (number == 0) {
      throw damage(file, 1, "the file is empty");
    }
    return pins;
  }

  private static void pin(String file, int number, String line, Map<Thing, Pin> pins)
      throws LockDamage {
    int quote = line.indexOf('"');
    String name = quote < 0 ? null : Quoted.read(line.substring(quote));
    if (name == null) {
      throw damage(file, number, "no name in quotes at its end");
    }
    String[] words = line.substring(0, quote).split(" ", -1);
    boolean seen = words.length == 6 && words[3].equals(SEEN);
    if ((words.length != 4 && !seen) || !words[words.length - 1].isEmpty()) {
      throw damage(file, number, "not `" + ACCEPTED + "|" + NEW + " KIND DIGEST \"NAME\"`");
    }
    if (!words[0].equals(ACCEPTED) && !words[0].equals(NEW)) {
      throw damage(file, number, "neither `" + ACCEPTED + "` nor `" + NEW + "`");
    }
    Kind kind = Kind.of(words[1]);
    if (kind == null) {
      throw damage(file, number, "not a kind of thing that is pinned");
    }
    String digest = digest(words[2]);
    String last = seen ? digest(words[4]) : null;
    if (digest == null || (seen && last == null)) {
      throw damage(file, number, "not a SHA-256 digest");
    }
    Pin pin = new Pin(digest, words[0].equals(ACCEPTED), last);
    if (pins.put(new Thing(kind, name), pin) != null) {
      throw damage(file, number, "pinned twice");
    }
  }

  private static @Nullable String digest(String word) {
    if (!word.startsWith(SHA_256) || word.length() != SHA_256.length() + HEX_DIGITS) {
      return null;
    }
    for (int i = SHA_256.length(); i < word.length(); i++) {
      char c = word.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return null;
      }
    }
    return word.substring(SHA_256.length());
  }

  private static LockDamage damage(String file, int line, String what) {
    return new LockDamage(file + ":" + line + ": " + what);
  }
}
