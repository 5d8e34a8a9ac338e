package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of the arguments of a program: options and plain words as they are, a star for
 * everything else, in the syntax of a policy.
 *
 * <p>A record holds no value that a client sent. So a word stays only if it neither holds such a
 * value nor is part of one, whatever the case of its letters; where the values are not known, none
 * does. What is made of a value otherwise has digits or signs in it as a rule (a digest, an
 * escape), which no word has.
 */
final class CommandShape {
  private static final String ANY = "*";
  private static final String ANY_VALUE = "=*";
  private static final String REST = "**";

  /** More arguments than these are files, as a rule. */
  private static final int MOST_ARGUMENTS = 64;

  private static final Pattern WORD = Pattern.compile("[a-z]{1,24}(-[a-z]{1,24}){0,3}");
  private static final Pattern OPTION = Pattern.compile("-{1,2}[A-Za-z]{1,24}(-[a-z]{1,24}){0,5}");

  private CommandShape() {}

  /**
   * The shape.
   *
   * @param program its path
   * @param context for whom it is started; null for the server itself
   * @return the name of the program's file, then a pattern for each argument
   */
  static List<String> of(String program, List<String> arguments, @Nullable Context context) {
    List<String> shape = new ArrayList<>(arguments.size() + 1);
    shape.add(program.substring(program.lastIndexOf('/') + 1));
    Set<String> values = values(context);
    for (String argument : arguments) {
      if (shape.size() > MOST_ARGUMENTS) {
        shape.add(REST);
        break;
      }
      shape.add(values == null ? ANY : pattern(argument, values));
    }
    return shape;
  }

  private static String pattern(String argument, Set<String> values) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    boolean fixed = OPTION.matcher(name).matches() || (equals < 0 && WORD.matcher(name).matches());
    if (!fixed || tells(name.toLowerCase(Locale.ROOT), values)) {
      return ANY;
    }
    return equals < 0 ? name : name.concat(ANY_VALUE);
  }

  private static boolean tells(String name, Set<String> values) {
    for (String value : values) {
      if (name.contains(value) || value.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** What the client sent, in lower case; null where that is not known. */
  private static @Nullable Set<String> values(@Nullable Context context) {
    if (context == null || context.call() == null) {
      return Set.of();
    }
    Map<?, ?> arguments = context.call().arguments();
    if (arguments == null) {
      return null;
    }
    Set<String> values = new HashSet<>();
    Deque<Object> open = new ArrayDeque<>();
    pushAll(arguments.values(), open);
    while (!open.isEmpty()) {
      Object next = open.pop();
      if (next instanceof Map<?, ?> map) {
        pushAll(map.keySet(), open);
        pushAll(map.values(), open);
      } else if (next instanceof Iterable<?> items) {
        pushAll(items, open);
      } else if (!next.toString().isBlank()) {
        values.add(next.toString().strip().toLowerCase(Locale.ROOT));
      }
    }
    return values;
  }

  private static void pushAll(Iterable<?> values, Deque<Object> open) {
    for (Object value : values) {
      if (value != null) {
        open.push(value);
      }
    }
  }
}
