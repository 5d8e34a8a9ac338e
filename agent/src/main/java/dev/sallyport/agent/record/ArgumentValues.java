package dev.sallyport.agent.record;

import dev.sallyport.policy.match.SecretShape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows the values of a call's arguments as far as a record may: what looks like a secret, by its
 * name or by itself, is taken out, and so is what is long.
 */
public final class ArgumentValues {
  /** What stands for a value that is not shown. */
  static final String REDACTED = "(redacted)";

  private static final int MOST = 64;
  private static final int LONGEST = 256;
  private static final int DEEPEST = 16;

  private static final String DEEPER = "(nested)";

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "token|secret|passw|pwd|passphrase|credential|private|auth|cookie|api.?key|access.?key"
              + "|[_-]key$|^key$",
          Pattern.CASE_INSENSITIVE);

  /** A user's name and password in a URL, RFC 3986 section 3.2.1. */
  private static final Pattern USER_INFORMATION =
      Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s@]*@", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> shown = new LinkedHashMap<>();

  /** Not by recursion: a client chooses how deep its arguments are. */
  private final Deque<Value> left = new ArrayDeque<>();

  private ArgumentValues() {}

  /**
   * One value.
   *
   * @param at its place, as a JSON Pointer
   */
  private record Value(String at, int depth, @Nullable Object value, boolean secret) {}

  /**
   * The values by their places, each a JSON Pointer (RFC 6901); of more than 64 the outermost, and
   * of a text its first 256 characters. What lies deeper than 16 levels is not opened.
   */
  public static Map<String, String> of(@Nullable Map<?, ?> arguments) {
    if (arguments == null) {
      return Map.of();
    }
    ArgumentValues values = new ArgumentValues();
    values.open(new Value("", 0, arguments, /* secret= */ false));
    while (!values.left.isEmpty() && values.shown.size() < MOST) {
      values.open(values.left.remove());
    }
    return values.shown;
  }

  private void open(Value value) {
    boolean isNested = value.value() instanceof Map || value.value() instanceof List;
    if (isNested && value.depth() == DEEPEST) {
      shown.put(value.at(), DEEPER);
    } else if (value.value() instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        String name = String.valueOf(member.getKey());
        add(value, name, member.getValue(), SECRET_NAME.matcher(name).find());
      }
    } else if (value.value() instanceof List<?> items) {
      int index = 0;
      for (Object item : items) {
        add(value, Integer.toString(index++), item, /* secret= */ false);
      }
    } else {
      shown.put(value.at(), value.secret() ? REDACTED : text(String.valueOf(value.value())));
    }
  }

  private void add(Value parent, String name, @Nullable Object member, boolean secret) {
    if (left.size() < MOST) {
      String token = name.replace("~", "~0").replace("/", "~1");
      left.add(
          new Value(
              parent.at() + "/" + cut(token),
              parent.depth() + 1,
              member,
              parent.secret() || secret));
    }
  }

  private static String text(String text) {
    boolean secret = SecretShape.isIn(text) || USER_INFORMATION.matcher(text).find();
    return secret ? REDACTED : cut(text);
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "... (" + text.length() + " characters)";
  }
}
