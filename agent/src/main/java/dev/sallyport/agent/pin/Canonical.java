package dev.sallyport.agent.pin;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a JSON value, however it was written: no space, members in the order of their
 * UTF-16 names and without those that are null, texts escaped as little as JSON allows (both as in
 * RFC 8785), numbers by their exact value.
 *
 * <p>Values are maps, lists, texts, numbers, booleans and null.
 */
public final class Canonical {
  /** Deeper than any schema; a value that holds itself has no end. */
  private static final int DEEPEST = 256;

  private static final int USUAL_LENGTH = 1024;
  private static final char FIRST_PRINTABLE = ' ';
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

  private Canonical() {}

  public static String text(@Nullable Object value) {
    Canonical canonical = new Canonical();
    canonical.write(value, 0);
    return canonical.text.toString();
  }

  private void write(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("a definition is nested too deeply");
    }
    if (value instanceof Map<?, ?> object) {
      object(object, depth + 1);
    } else if (value instanceof Collection<?> list) {
      list(list, depth + 1);
    } else if (value instanceof Number number) {
      text.append(number(number.toString()));
    } else if (value == null || value instanceof Boolean) {
      text.append(value);
    } else {
      quoted(value.toString());
    }
  }

  private void object(Map<?, ?> object, int depth) {
    Map<String, Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> member : object.entrySet()) {
      if (member.getValue() != null) {
        sorted.put(String.valueOf(member.getKey()), member.getValue());
      }
    }
    char before = '{';
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      text.append(before);
      quoted(member.getKey());
      text.append(':');
      write(member.getValue(), depth);
      before = ',';
    }
    text.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void list(Collection<?> list, int depth) {
    char before = '[';
    for (Object element : list) {
      text.append(before);
      write(element, depth);
      before = ',';
    }
    text.append(list.isEmpty() ? "[]" : "]");
  }

  private static String number(String written) {
    try {
      BigDecimal exact = new BigDecimal(written);
      return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toString();
    } catch (NumberFormatException notFinite) {
      return written;
    }
  }

  private void quoted(String value) {
    text.append('"');
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c < FIRST_PRINTABLE) {
        text.append(value, start, i).append('\\');
        if (c < FIRST_PRINTABLE) {
          text.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        } else {
          text.append(c);
        }
        start = i + 1;
      }
    }
    text.append(value, start, value.length()).append('"');
  }
}
