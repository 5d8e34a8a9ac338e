package dev.sallyport.policy.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.sallyport.policy.match.ArgumentPath;
import dev.sallyport.policy.match.HostPattern;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.model.ArgumentRule;
import dev.sallyport.policy.model.ArgumentRules;
import dev.sallyport.policy.model.ArgumentType;
import dev.sallyport.policy.model.ArgumentType.Lengths;
import dev.sallyport.policy.model.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is said of a tool's arguments. */
final class ArgumentReader {
  private static final List<String> SCHEMES = List.of("https", "http");
  private static final Set<String> LENGTHS = Set.of("minLength", "maxLength", "maxBytes");

  /** The keys that only some types have. */
  private static final Map<Type, Set<String>> KEYS =
      Map.of(
          Type.STRING, with(LENGTHS, "pattern"),
          Type.PATH, with(LENGTHS, "pattern", "under"),
          Type.URL, with(LENGTHS, "schemes", "hosts"),
          Type.NUMBER, Set.of("min", "max"),
          Type.INTEGER, Set.of("min", "max"),
          Type.ARRAY, Set.of("minItems", "maxItems"));

  /** What a policy calls the types. */
  enum Type {
    STRING,
    PATH,
    URL,
    NUMBER,
    INTEGER,
    BOOLEAN,
    OBJECT,
    ARRAY
  }

  /** What becomes of arguments that no rule is about. */
  enum Others {
    ALLOW,
    DENY
  }

  private final Phrases phrases;
  private final Problems problems;

  ArgumentReader(Phrases phrases, Problems problems) {
    this.phrases = phrases;
    this.problems = problems;
  }

  private static Set<String> with(Set<String> keys, String... more) {
    Set<String> all = new HashSet<>(keys);
    all.addAll(List.of(more));
    return Set.copyOf(all);
  }

  /**
   * The rules of a tool; null where there are none.
   *
   * @param path of the tool
   */
  @Nullable Entry<ArgumentRules> read(Node.Mapping tool, String path) {
    Node.Member written = tool.member("arguments");
    if (written == null || !(written.value() instanceof Node.Mapping arguments)) {
      return null;
    }
    String key = path + ".arguments";
    List<Entry<ArgumentRule>> rules = new ArrayList<>();
    for (Node.Member member : arguments.members()) {
      ArgumentRule rule = rule(member, key + "." + member.key());
      if (rule != null) {
        rules.add(new Entry<>(key + "." + member.key(), member.keySpan(), rule));
      }
    }
    Others others = Nodes.word(tool, "unknown-arguments", Others.values());
    return new Entry<>(key, written.keySpan(), new ArgumentRules(rules, others == Others.ALLOW));
  }

  private @Nullable ArgumentRule rule(Node.Member member, String path) {
    ArgumentPath where = where(member);
    if (where == null || !(member.value() instanceof Node.Mapping keys)) {
      return null;
    }
    Type type = Nodes.word(keys, "type", Type.values());
    checkKeys(keys, type);
    checkOrder(keys, "min", "max");
    checkOrder(keys, "minLength", "maxLength");
    checkOrder(keys, "minItems", "maxItems");
    Node.Member required = keys.member("required");
    return new ArgumentRule(
        where,
        required != null && Nodes.isTrue(required.value()),
        type(keys, type, path),
        values(keys, type));
  }

  /** Between bounds that are the wrong way round there is nothing. */
  private void checkOrder(Node.Mapping keys, String min, String max) {
    Node.Member least = keys.member(min);
    BigDecimal from = bound(least);
    BigDecimal to = bound(keys.member(max));
    if (least != null && from != null && to != null && from.compareTo(to) > 0) {
      problems.add(
          Code.BAD_VALUE,
          "`" + min + "` is above `" + max + "`",
          least.keySpan(),
          "write the smaller number first");
    }
  }

  /** Null where it is none, which is reported where it is read. */
  private static @Nullable BigDecimal bound(Node.@Nullable Member member) {
    Node.Scalar scalar = member == null ? null : Nodes.textOrNumber(member.value());
    try {
      return scalar == null ? null : new BigDecimal(scalar.text().plain());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private @Nullable ArgumentPath where(Node.Member member) {
    try {
      return ArgumentPath.parse(member.key());
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), member.keySpan(), e.help());
      return null;
    }
  }

  private void checkKeys(Node.Mapping keys, @Nullable Type type) {
    Set<String> own = type == null ? Set.of() : KEYS.getOrDefault(type, Set.of());
    for (Node.Member member : keys.members()) {
      boolean ofSome = KEYS.values().stream().anyMatch(of -> of.contains(member.key()));
      if (ofSome && !own.contains(member.key())) {
        problems.add(
            Code.BAD_VALUE,
            "`" + member.key() + "` says nothing of " + (type == null ? "any type" : name(type)),
            member.keySpan(),
            type == null ? "write the `type`" : "leave it out");
      }
    }
  }

  private static String name(Type type) {
    return "type `" + PolicyKeys.word(type) + "`";
  }

  private ArgumentType type(Node.Mapping keys, @Nullable Type type, String path) {
    if (type == null) {
      return new ArgumentType.Any();
    }
    return switch (type) {
      case STRING -> new ArgumentType.Text(lengths(keys), pattern(keys));
      case PATH -> new ArgumentType.FilePath(lengths(keys), pattern(keys), under(keys, path));
      case URL -> new ArgumentType.Url(lengths(keys), schemes(keys), hosts(keys, path));
      case NUMBER -> new ArgumentType.Numeric(false, number(keys, "min"), number(keys, "max"));
      case INTEGER -> new ArgumentType.Numeric(true, number(keys, "min"), number(keys, "max"));
      case BOOLEAN -> new ArgumentType.Flag();
      case OBJECT -> new ArgumentType.Members();
      case ARRAY ->
          new ArgumentType.Items(
              count(keys, "minItems", 0), count(keys, "maxItems", Long.MAX_VALUE));
    };
  }

  private Lengths lengths(Node.Mapping keys) {
    return new Lengths(
        count(keys, "minLength", 0),
        count(keys, "maxLength", Long.MAX_VALUE),
        size(keys, "maxBytes"));
  }

  private long count(Node.Mapping keys, String key, long otherwise) {
    Node.Member member = keys.member(key);
    Node.Scalar scalar = member == null ? null : Nodes.textOrNumber(member.value());
    Long count = scalar == null ? null : phrases.count(scalar);
    return count == null ? otherwise : count;
  }

  private long size(Node.Mapping keys, String key) {
    Node.Member member = keys.member(key);
    Node.Scalar scalar = member == null ? null : Nodes.textOrNumber(member.value());
    Long size = scalar == null ? null : phrases.size(scalar);
    return size == null ? Long.MAX_VALUE : size;
  }

  private @Nullable BigDecimal number(Node.Mapping keys, String key) {
    Node.Member member = keys.member(key);
    Node.Scalar scalar = member == null ? null : Nodes.textOrNumber(member.value());
    return scalar == null ? null : number(scalar);
  }

  private @Nullable BigDecimal number(Node.Scalar scalar) {
    try {
      return new BigDecimal(scalar.text().plain());
    } catch (NumberFormatException e) {
      problems.add(
          Code.BAD_VALUE, "text is not a number", scalar.span(), "write a number such as `1.5`");
      return null;
    }
  }

  /** Its time is linear in the text, whatever the pattern (RE2). */
  private @Nullable Pattern pattern(Node.Mapping keys) {
    Node.Scalar scalar = Nodes.text(keys, "pattern");
    if (scalar == null) {
      return null;
    }
    try {
      return Pattern.compile(scalar.text().plain());
    } catch (PatternSyntaxException e) {
      problems.add(
          Code.BAD_PATTERN,
          "pattern is none of RE2: " + e.getDescription(),
          scalar.span(),
          "write it as https://github.com/google/re2/wiki/Syntax has it");
      return null;
    }
  }

  private List<Entry<String>> under(Node.Mapping keys, String path) {
    Node.Scalar scalar = Nodes.text(keys, "under");
    if (scalar == null) {
      return List.of();
    }
    String directory = scalar.text().plain();
    if (!directory.startsWith("/")) {
      problems.add(
          Code.BAD_VALUE, "directory is not absolute", scalar.span(), "start it with a slash");
      return List.of();
    }
    boolean slash = directory.length() > 1 && directory.endsWith("/");
    String plain = slash ? directory.substring(0, directory.length() - 1) : directory;
    return List.of(new Entry<>(path + ".under", scalar.span(), plain));
  }

  private static List<String> schemes(Node.Mapping keys) {
    List<String> schemes = new ArrayList<>();
    for (Node item : Nodes.items(keys, "schemes")) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null) {
        schemes.add(scalar.text().plain());
      }
    }
    return schemes.isEmpty() ? SCHEMES : schemes;
  }

  private List<Entry<HostPattern>> hosts(Node.Mapping keys, String path) {
    List<Node> items = Nodes.items(keys, "hosts");
    List<Entry<HostPattern>> hosts = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      if (scalar != null && phrases.isPlain(scalar, "*", Code.BAD_HOST)) {
        try {
          hosts.add(
              new Entry<>(
                  path + ".hosts[" + i + "]",
                  scalar.span(),
                  HostPattern.parse(scalar.text().plain())));
        } catch (Malformed e) {
          problems.add(Code.BAD_HOST, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return hosts;
  }

  private List<Object> values(Node.Mapping keys, @Nullable Type type) {
    List<Object> values = new ArrayList<>();
    for (Node item : Nodes.items(keys, "enum")) {
      add(item, type, values);
    }
    Node.Member only = keys.member("const");
    if (only != null) {
      add(only.value(), type, values);
    }
    return values;
  }

  private void add(Node node, @Nullable Type type, List<Object> values) {
    if (!(node instanceof Node.Scalar scalar)) {
      return;
    }
    Object value =
        switch (scalar.kind()) {
          case TEXT -> scalar.text().plain();
          case NUMBER -> number(scalar);
          case BOOLEAN -> Nodes.isTrue(scalar);
          case NULL -> null;
        };
    if (value != null && type != null && !isOf(type, value)) {
      problems.add(
          Code.BAD_VALUE,
          "value is none of " + name(type),
          scalar.span(),
          "write values of that type, text in quotes");
    } else if (value != null) {
      values.add(value);
    }
  }

  private static boolean isOf(Type type, Object value) {
    return switch (type) {
      case STRING, PATH, URL -> value instanceof String;
      case NUMBER, INTEGER -> value instanceof BigDecimal;
      case BOOLEAN -> value instanceof Boolean;
      case OBJECT, ARRAY -> false;
    };
  }
}
