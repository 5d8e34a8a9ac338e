package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A path pattern without sets: a literal prefix, compared as one string, and the elements after it.
 *
 * <p>{@code **} needs no more than one place to come back to, for the same reason as {@code *}
 * within an {@link Element}. A trailing {@code **} is kept as {@code *}, {@code **}: at least one
 * element; the directory above it is {@link #directory}.
 */
final class Elements {
  private static final Elements[] NONE = {};

  /** {@code /a/b} of {@code /a/b/*.c}; empty where the first element holds a wildcard. */
  private final String prefix;

  private final Element[] rest;

  /** The pattern without its trailing {@code /**}; at most one. */
  private final Elements[] directory;

  /** The pattern cut after each element but {@code **} and the last, the root first. */
  private final Elements[] ways;

  private Elements(String prefix, Element[] rest, Elements[] directory, Elements[] ways) {
    this.prefix = prefix;
    this.rest = rest;
    this.directory = directory;
    this.ways = ways;
  }

  static Elements parse(String text) throws Malformed {
    if (text.indexOf('\0') >= 0) {
      throw new Malformed("path holds a NUL character", "");
    }
    boolean absolute = text.startsWith("/");
    if (!absolute && !text.equals("**") && !text.startsWith("**/")) {
      throw new Malformed(
          "path is relative",
          "start it with `/`, or with `**/` to mean any directory; "
              + "`${property:user.dir}/` is the working directory");
    }
    List<Element> elements = new ArrayList<>();
    for (String part : split(text)) {
      Element element = Element.parse(part);
      String literal = element.isLiteral() ? element.literal() : "";
      if (literal.equals("..")) {
        throw new Malformed("path goes up by `..`", "write the directory it means");
      }
      boolean repeated =
          element == Element.ANY_ELEMENTS
              && !elements.isEmpty()
              && elements.get(elements.size() - 1) == Element.ANY_ELEMENTS;
      if (!literal.equals(".") && !repeated) {
        elements.add(element);
      }
    }
    return of(elements);
  }

  /** The parts between slashes, empty ones left out. */
  private static List<String> split(String text) throws Malformed {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        if (text.startsWith("/", i)) {
          throw new Malformed("`\\` escapes a slash", "no name holds one: write `/`");
        }
      } else if (c == '/') {
        if (i > start) {
          parts.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    if (start < text.length()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  private static Elements of(List<Element> elements) {
    int last = elements.size() - 1;
    List<Elements> ways = new ArrayList<>();
    if (last >= 0) {
      ways.add(cut(elements, 0));
    }
    for (int i = 0; i < last; i++) {
      if (elements.get(i) != Element.ANY_ELEMENTS) {
        ways.add(cut(elements, i + 1));
      }
    }
    Elements[] directory = NONE;
    List<Element> covered = elements;
    if (last >= 0 && elements.get(last) == Element.ANY_ELEMENTS) {
      directory = new Elements[] {cut(elements, last)};
      covered = new ArrayList<>(elements.subList(0, last));
      covered.add(Element.ANY_ELEMENT);
      covered.add(Element.ANY_ELEMENTS);
    }
    int literal = literals(covered);
    return new Elements(
        prefix(covered, literal),
        covered.subList(literal, covered.size()).toArray(new Element[0]),
        directory,
        ways.toArray(NONE));
  }

  private static Elements cut(List<Element> elements, int end) {
    int literal = Math.min(end, literals(elements));
    return new Elements(
        prefix(elements, literal),
        elements.subList(literal, end).toArray(new Element[0]),
        NONE,
        NONE);
  }

  private static int literals(List<Element> elements) {
    int count = 0;
    while (count < elements.size() && elements.get(count).isLiteral()) {
      count++;
    }
    return count;
  }

  private static String prefix(List<Element> elements, int count) {
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < count; i++) {
      prefix.append('/').append(elements.get(i).literal());
    }
    return prefix.toString();
  }

  boolean matches(String path) {
    int length = path.length();
    int at = prefix.length();
    if (!path.startsWith(prefix) || (at < length && path.charAt(at) != '/') || length == 0) {
      return false;
    }
    at++;
    int element = 0;
    int retryElement = -1;
    int retryAt = at;
    while (at < length) {
      if (element < rest.length && rest[element] == Element.ANY_ELEMENTS) {
        retryElement = ++element;
        retryAt = at;
        if (element == rest.length) {
          return true;
        }
        continue;
      }
      int end = end(path, at);
      if (element < rest.length && rest[element].matches(path, at, end)) {
        element++;
        at = end + 1;
      } else if (retryElement >= 0) {
        element = retryElement;
        retryAt = end(path, retryAt) + 1;
        at = retryAt;
      } else {
        return false;
      }
    }
    while (element < rest.length && rest[element] == Element.ANY_ELEMENTS) {
      element++;
    }
    return element == rest.length;
  }

  private static int end(String path, int start) {
    int end = path.indexOf('/', start);
    return end < 0 ? path.length() : end;
  }

  boolean matchesDirectory(String path) {
    return directory.length > 0 && directory[0].matches(path);
  }

  boolean leadsTo(String path) {
    if (matchesDirectory(path) || (rest.length == 0 && path.equals(prefix))) {
      return true;
    }
    for (Elements way : ways) {
      if (way.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /** Whether each way in which it goes on below the first path is one below the second as well. */
  boolean moves(String from, String to) {
    if (isOnTheWay(from)) {
      return from.equals(to);
    }
    BitSet left = after(from);
    left.clear(rest.length);
    left.andNot(after(to));
    return left.isEmpty();
  }

  /** Whether the literal prefix begins with that path, and does not end with it. */
  private boolean isOnTheWay(String path) {
    return path.equals("/")
        ? !prefix.isEmpty()
        : prefix.startsWith(path)
            && prefix.length() > path.length()
            && prefix.charAt(path.length()) == '/';
  }

  /** Which elements after the prefix may come next behind that path; none where it does not fit. */
  private BitSet after(String path) {
    int length = path.length();
    int at = prefix.length();
    BitSet places = new BitSet(rest.length + 1);
    if (!path.startsWith(prefix) || (at < length && path.charAt(at) != '/')) {
      return places;
    }
    add(places, 0);
    for (at++; at < length; at = end(path, at) + 1) {
      BitSet next = new BitSet(rest.length + 1);
      for (int i = places.nextSetBit(0); i >= 0 && i < rest.length; i = places.nextSetBit(i + 1)) {
        if (rest[i] == Element.ANY_ELEMENTS) {
          add(next, i);
        } else if (rest[i].matches(path, at, end(path, at))) {
          add(next, i + 1);
        }
      }
      places = next;
    }
    return places;
  }

  /** Where {@code **} may come next, it may also stand for nothing. */
  private void add(BitSet places, int place) {
    int last = place;
    while (last < rest.length && rest[last] == Element.ANY_ELEMENTS) {
      last++;
    }
    places.set(place, last + 1);
  }

  Elements resolved(UnaryOperator<String> realPath) {
    if (prefix.isEmpty()) {
      return this;
    }
    String real = realPath.apply(prefix);
    if (real.equals(prefix)) {
      return this;
    }
    List<Element> elements = new ArrayList<>();
    for (int start = 0; start < real.length(); ) {
      int end = end(real, start);
      if (end > start) {
        elements.add(Element.literal(real.substring(start, end)));
      }
      start = end + 1;
    }
    elements.addAll(Arrays.asList(rest));
    if (directory.length > 0) {
      // The trailing `*`, `**` is written as `**` again.
      elements.remove(elements.size() - 2);
    }
    return of(elements);
  }

  /** What every path begins with that it covers, or that it is the directory of. */
  String prefix() {
    return prefix;
  }

  /** The one path it stands for, or null where it holds a wildcard. */
  @Nullable String literal() {
    return rest.length > 0 ? null : prefix.isEmpty() ? "/" : prefix;
  }

  int literalLength() {
    int length = prefix.length();
    for (Element element : rest) {
      length += element.literal().length();
    }
    return length;
  }
}
