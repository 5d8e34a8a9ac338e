package dev.sallyport.policy.reference;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Session;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code when} as docs/conditions.md says: terms whose meaning is written beside them, and what is
 * put together of them in one form each, {@code !(a)}, {@code (a) && (b)}, {@code (a) || (b)} and
 * {@code (a) ? (b) : (c)}.
 */
final class ReferenceWhen {
  /** The only variable of the environment. */
  static final String STAGE = "prod";

  /** What stands for null, so that null itself is left for what has no value. */
  private static final Object NULL = new Object();

  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private static final Map<String, Function<Facts, @Nullable Boolean>> MEANINGS = new TreeMap<>();

  static {
    MEANINGS.put("true", facts -> true);
    MEANINGS.put("tool == \"ab\"", facts -> facts.tool().equals("ab"));
    MEANINGS.put("tool.startsWith(\"ab\")", facts -> facts.tool().startsWith("ab"));
    MEANINGS.put("caller.subject != \"\"", facts -> facts.caller() != null);
    MEANINGS.put("caller.role == \"r\"", facts -> facts.roles().equals(Set.of("r")));
    MEANINGS.put("\"r\" in caller.roles", facts -> facts.roles().contains("r"));
    MEANINGS.put("size(caller.scopes) == 1", facts -> facts.scopes().size() == 1);
    MEANINGS.put("\"s\" in caller.scopes", facts -> facts.scopes().contains("s"));
    MEANINGS.put(
        "session.age < duration(\"2h\")",
        facts -> facts.inSession(session -> session.age().compareTo(Duration.ofHours(2)) < 0));
    MEANINGS.put(
        "session.idle <= duration(\"9m\")",
        facts -> facts.inSession(session -> session.idle().compareTo(Duration.ofMinutes(9)) <= 0));
    MEANINGS.put("session.purpose == \"r\"", facts -> facts.purpose().equals("r"));
    MEANINGS.put(
        "now.getHours(\"Europe/Berlin\") < 3",
        facts -> ReferenceClock.minuteOfDay("Europe/Berlin", facts.at().now()) / 60 < 3);
    MEANINGS.put(
        "now.getDayOfWeek(\"America/New_York\") == 0",
        facts -> ReferenceClock.day("America/New_York", facts.at().now()).equals("sun"));
    MEANINGS.put("env.STAGE == \"" + STAGE + "\"", facts -> true);
    MEANINGS.put("\"STAGE\" in env", facts -> true);
    MEANINGS.put("\"OTHER\" in env", facts -> false);
    MEANINGS.put("env.OTHER == \"\"", facts -> null);
    MEANINGS.put("has(args.p)", facts -> facts.ofAll(all -> all.containsKey("p")));
    MEANINGS.put("\"q\" in args", Facts::includesQ);
    MEANINGS.put("size(args) < 3", facts -> facts.ofAll(all -> all.size() < 3));
    MEANINGS.put("args.p == null", facts -> facts.of("p", value -> value == NULL));
    MEANINGS.put("args.p == \"a\"", facts -> facts.of("p", value -> value.equals("a")));
    MEANINGS.put("args.p != true", facts -> facts.of("p", value -> !value.equals(true)));
    MEANINGS.put("args.n == 1", facts -> facts.of("n", value -> isNumber(value, 1)));
    MEANINGS.put("args.n == 1.5", facts -> facts.of("n", value -> isNumber(value, 1.5)));
    MEANINGS.put("args.n in [1, \"a\", true]", facts -> facts.of("n", ReferenceWhen::isListed));
    MEANINGS.put("args.n < 2", facts -> facts.ofNumber("n", sign -> sign < 0, 2));
    MEANINGS.put("args.n >= -1.5", facts -> facts.ofNumber("n", sign -> sign >= 0, -1.5));
    MEANINGS.put("args.p < \"b\"", facts -> facts.ofText("p", text -> text.compareTo("b") < 0));
    MEANINGS.put("args.p.startsWith(\"a\")", facts -> facts.ofText("p", t -> t.startsWith("a")));
    MEANINGS.put("args.q.contains(\"..\")", facts -> facts.ofText("q", t -> t.contains("..")));
    MEANINGS.put("args.q.endsWith(\"b\")", facts -> facts.ofText("q", t -> t.endsWith("b")));
    MEANINGS.put(
        "args.q.matches(\"^[a-z/.]*$\")",
        facts -> facts.ofText("q", text -> text.chars().allMatch(ReferenceWhen::isPlain)));
    MEANINGS.put(
        "args.p.matches(\"[0-9]\")",
        facts -> facts.ofText("p", t -> t.chars().anyMatch(c -> c >= '0' && c <= '9')));
    MEANINGS.put("size(args.p) < 3", facts -> facts.ofSize("p", size -> size < 3));
    MEANINGS.put("size(args.l) == 1", facts -> facts.ofSize("l", size -> size == 1));
    MEANINGS.put("args.o.n == 1", facts -> facts.ofMember(value -> isNumber(value, 1)));
    MEANINGS.put("has(args.o.p)", Facts::hasMember);
    MEANINGS.put("args.l.exists(x, x == \"a\")", facts -> facts.ofEach("a"::equals, true));
    MEANINGS.put("args.l.all(x, x != \"a\")", facts -> facts.ofEach(v -> !v.equals("a"), false));
  }

  static final List<String> TERMS = List.copyOf(MEANINGS.keySet());

  private ReferenceWhen() {}

  /** Whether an expression is true; null where it has no value. */
  static @Nullable Boolean holds(
      String expression, Request.ToolCall call, Circumstances circumstances) {
    return holds(expression, new Facts(call.tool(), call.arguments(), circumstances));
  }

  private static @Nullable Boolean holds(String expression, Facts facts) {
    Function<Facts, @Nullable Boolean> meaning = MEANINGS.get(expression);
    if (meaning != null) {
      return meaning.apply(facts);
    }
    List<String> parts = parts(expression);
    Boolean first = holds(parts.get(0), facts);
    if (expression.startsWith("!")) {
      return first == null ? null : !first;
    }
    if (parts.size() == 3) {
      return first == null ? null : holds(parts.get(first ? 1 : 2), facts);
    }
    boolean decides = expression.substring(parts.get(0).length() + 2).startsWith(" ||");
    Boolean second = holds(parts.get(1), facts);
    if (Objects.equals(first, decides) || Objects.equals(second, decides)) {
      return decides;
    }
    return (first == null || second == null) ? null : !decides;
  }

  /** What stands in the outermost brackets. */
  private static List<String> parts(String expression) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int open = 0;
    for (int i = 0; i < expression.length(); i++) {
      if (expression.charAt(i) == '(' && depth++ == 0) {
        open = i + 1;
      } else if (expression.charAt(i) == ')' && --depth == 0) {
        parts.add(expression.substring(open, i));
      }
    }
    return parts;
  }

  private static boolean isNumber(Object value, double number) {
    return value instanceof Number of && compare(of, number) == 0;
  }

  private static boolean isListed(Object value) {
    return isNumber(value, 1) || value.equals("a") || value.equals(true);
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z') || c == '/' || c == '.';
  }

  private static int compare(Number one, double other) {
    return Objects.requireNonNull(ReferenceArguments.exact(one)).compareTo(new BigDecimal(other));
  }

  /** What is known of a call. */
  private record Facts(String tool, @Nullable Map<?, ?> arguments, Circumstances at) {
    @Nullable Caller caller() {
      return at.caller();
    }

    Set<String> roles() {
      return caller() == null ? Set.of() : caller().roles();
    }

    Set<String> scopes() {
      return caller() == null || caller().scopes() == null ? Set.of() : caller().scopes();
    }

    String purpose() {
      return at.session() == null || at.session().purpose() == null ? "" : at.session().purpose();
    }

    @Nullable Boolean inSession(Predicate<Session> holds) {
      return at.session() == null ? null : holds.test(at.session());
    }

    @Nullable Boolean ofAll(Predicate<Map<?, ?>> holds) {
      return arguments == null ? null : holds.test(arguments);
    }

    /** Unlike {@code has}, {@code in} looks at the value. */
    @Nullable Boolean includesQ() {
      if (arguments == null || !arguments.containsKey("q")) {
        return ofAll(all -> false);
      }
      return value("q") == null ? null : true;
    }

    /** Null where it is left out, or none that a condition may look at. */
    @Nullable Object value(String name) {
      return arguments == null || !arguments.containsKey(name) ? null : usable(arguments.get(name));
    }

    @Nullable Boolean of(String name, Predicate<Object> holds) {
      Object value = value(name);
      return value == null ? null : holds.test(value);
    }

    @Nullable Boolean ofText(String name, Predicate<String> holds) {
      return value(name) instanceof String text ? holds.test(text) : null;
    }

    @Nullable Boolean ofNumber(String name, Predicate<Integer> holds, double other) {
      return value(name) instanceof Number number ? holds.test(compare(number, other)) : null;
    }

    @Nullable Boolean ofSize(String name, Predicate<Integer> holds) {
      Object value = value(name);
      if (value instanceof String text) {
        return holds.test(text.codePointCount(0, text.length()));
      }
      if (value instanceof Map<?, ?> members) {
        return holds.test(members.size());
      }
      return value instanceof List<?> items ? holds.test(items.size()) : null;
    }

    @Nullable Boolean hasMember() {
      return value("o") instanceof Map<?, ?> members ? members.containsKey("p") : null;
    }

    @Nullable Boolean ofMember(Predicate<Object> holds) {
      boolean there = value("o") instanceof Map<?, ?> members && members.containsKey("n");
      Object value = there ? usable(((Map<?, ?>) arguments.get("o")).get("n")) : null;
      return value == null ? null : holds.test(value);
    }

    /** Item by item, until one decides. */
    @Nullable Boolean ofEach(Predicate<Object> holds, boolean decides) {
      Object all = value("l");
      if (!(all instanceof List<?>) && !(all instanceof Map<?, ?>)) {
        return null;
      }
      for (Object item : all instanceof Map<?, ?> members ? members.keySet() : (List<?>) all) {
        Object value = usable(item);
        if (value == null) {
          return null;
        }
        if (holds.test(value) == decides) {
          return decides;
        }
      }
      return !decides;
    }

    private static @Nullable Object usable(@Nullable Object value) {
      boolean large =
          value instanceof BigInteger whole
              && (whole.compareTo(LARGEST) > 0
                  || whole.compareTo(LARGEST.negate().subtract(BigInteger.ONE)) < 0);
      boolean none = value instanceof Double fraction && !Double.isFinite(fraction);
      return large || none ? null : Objects.requireNonNullElse(value, NULL);
    }
  }
}
