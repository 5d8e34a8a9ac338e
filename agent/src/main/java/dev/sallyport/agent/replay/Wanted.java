package dev.sallyport.agent.replay;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.read.PeerText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what would have to be granted for operations to be allowed: no more than what they were.
 */
final class Wanted {
  /** More values in a line than this are a sign that a pattern is needed. */
  private static final int MOST_VALUES = 10;

  private static final String FILES = "files.";
  private static final String WILDCARDS = "*?[]{}\\";

  /** What needs no grant of its own once the call may be made. */
  private static final Set<String> GIVEN =
      Set.of(Words.of(Reason.RUNTIME), Words.of(Reason.ANCESTOR));

  private final Subject of;
  private final boolean grantable;
  private final boolean unlisted;
  private final Map<String, Set<String>> values = new TreeMap<>();
  private boolean incomplete;
  private int more;

  /**
   * Nothing yet.
   *
   * @param reason why they are denied
   */
  Wanted(Subject of, String reason) {
    this.of = of;
    this.unlisted = reason.equals(Words.of(Reason.NOT_LISTED));
    this.grantable = unlisted || reason.equals(Words.of(Reason.NOT_GRANTED));
  }

  void add(AuditRecord.Decision record) {
    if (!grantable || record.isOnCall() || GIVEN.contains(record.reason())) {
      return;
    }
    String target = record.target();
    switch (record.gate()) {
      case "file" -> put(FILES + fileKey(record.operation()), pattern(target));
      case "network" -> endpoint(target);
      case "dns" -> put("net", target + ":443");
      case "http" -> put("http", record.operation().toUpperCase(Locale.ROOT) + " " + target);
      case "environment" -> put("env", target);
      case "library" -> put("libraries", pattern(target));
      case "jvm" -> put("jvm", record.operation());
      case "mcp" -> put("mcp", target);
      default -> incomplete = true;
    }
  }

  private static String fileKey(String operation) {
    return switch (operation) {
      case "write", "delete" -> operation;
      default -> "read";
    };
  }

  private void endpoint(String target) {
    try {
      PeerText peer = PeerText.parse(target);
      String address = peer.address().getHostAddress();
      String literal = address.indexOf(':') < 0 ? address : "[" + address + "]";
      put("net", (peer.name().isEmpty() ? literal : peer.name()) + ":" + peer.port());
    } catch (Malformed e) {
      incomplete = true;
    }
  }

  private void put(String key, String value) {
    Set<String> known = values.computeIfAbsent(key, absent -> new TreeSet<>());
    if (known.size() < MOST_VALUES) {
      known.add(value);
    } else if (!known.contains(value)) {
      more++;
    }
  }

  /** Null where no grant allows all of it. */
  @Nullable GrantText text() {
    if (!grantable || incomplete || (values.isEmpty() && !unlisted)) {
      return null;
    }
    List<String> lines = new ArrayList<>();
    Map<String, Set<String>> files = new TreeMap<>();
    values.forEach(
        (key, all) -> {
          if (key.startsWith(FILES)) {
            files.put(key.substring(FILES.length()), all);
          } else {
            lines.add(key + ": " + list(all));
          }
        });
    if (!files.isEmpty()) {
      List<String> members = new ArrayList<>();
      files.forEach((key, all) -> members.add(key + ": " + list(all)));
      lines.add(0, "files: { " + String.join(", ", members) + " }");
    }
    if (!unlisted) {
      return new GrantText(of.section() + "." + of.name(), lines, more);
    }
    String entry = lines.isEmpty() ? "{}" : "{ " + String.join(", ", lines) + " }";
    return new GrantText(of.section(), List.of(key(of.name()) + ": " + entry), more);
  }

  private static String list(Set<String> values) {
    List<String> quoted = new ArrayList<>();
    for (String value : values) {
      // A dollar begins a variable.
      quoted.add(quoted(value.replace("$", "$$")));
    }
    return "[" + String.join(", ", quoted) + "]";
  }

  /** A name as it stands for itself, and not for others. */
  private static String key(String name) {
    boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_.-]*");
    return plain ? name : quoted(name.replace("\\", "\\\\").replace("*", "\\*"));
  }

  private static String pattern(String path) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      pattern.append(WILDCARDS.indexOf(c) < 0 ? "" : "\\").append(c);
    }
    return pattern.toString();
  }

  /** In double quotes, as YAML 1.2 reads it. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        quoted.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
