package dev.sallyport.testapps.guarded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a policy lets one tool do, and how far it lifts the floor for that. Immutable.
 *
 * @param entries by key path such as {@code files.read}; values are JSON texts
 */
record Grants(Map<String, Set<String>> entries) {
  private static final String EGRESS = "egress";

  static final Grants NONE = new Grants(Map.of());

  Grants read(Path pattern) {
    return and("files.read", pattern.toString());
  }

  Grants read(Path directory, String pattern) {
    return and("files.read", directory + "/" + pattern);
  }

  Grants write(Path pattern) {
    return and("files.write", pattern.toString());
  }

  Grants delete(Path pattern) {
    return and("files.delete", pattern.toString());
  }

  Grants deny(Path directory, String pattern) {
    return and("files.deny", directory + "/" + pattern);
  }

  Grants net(String endpoint) {
    return and("net", endpoint);
  }

  Grants http(String methodAndUrl) {
    return and("http", methodAndUrl);
  }

  Grants listen(String endpoint) {
    return and("listen", endpoint);
  }

  Grants env(String name) {
    return and("env", name);
  }

  /** A word such as {@code exit}. */
  Grants jvm(String capability) {
    return and("jvm", capability);
  }

  Grants library(Path pattern) {
    return and("libraries", pattern.toString());
  }

  /** A program with these arguments. */
  Grants program(Path program, String... arguments) {
    ObjectNode grant = JsonNodeFactory.instance.objectNode().put("program", program.toString());
    ArrayNode patterns = grant.putArray("args");
    Stream.of(arguments).forEach(patterns::add);
    return with("exec", grant.toString());
  }

  /** A value of a list; one that is JSON already stays so. */
  Grants entry(String key, String value) {
    return value.startsWith("{") && value.endsWith("}") ? with(key, value) : and(key, value);
  }

  /** {@code sh -c} with exactly this command. */
  Grants shell(String command) {
    ObjectNode program = JsonNodeFactory.instance.objectNode().put("program", "/bin/sh");
    program.putArray("args").add("-c").add(command);
    return with("exec", program.toString());
  }

  /** Lifts the floor, for every tool of the policy. */
  Grants egress(String endpoint) {
    return and(EGRESS, endpoint);
  }

  /** What both grant. */
  Grants and(Grants other) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    entries.forEach((key, values) -> all.put(key, new LinkedHashSet<>(values)));
    other.entries.forEach(
        (key, values) -> all.computeIfAbsent(key, absent -> new LinkedHashSet<>()).addAll(values));
    return new Grants(all);
  }

  /** The lines of a policy that stand below the tool's name. */
  String yaml(String indent) {
    StringBuilder yaml = new StringBuilder();
    boolean files = false;
    for (Map.Entry<String, Set<String>> entry : entries.entrySet()) {
      String key = entry.getKey();
      if (key.startsWith("files.")) {
        continue;
      }
      if (!key.equals(EGRESS)) {
        yaml.append(line(indent, key, entry.getValue()));
      }
    }
    for (Map.Entry<String, Set<String>> entry : entries.entrySet()) {
      String key = entry.getKey();
      if (key.startsWith("files.")) {
        yaml.append(files ? "" : indent + "files:\n");
        files = true;
        yaml.append(line(indent + "  ", key.substring("files.".length()), entry.getValue()));
      }
    }
    return yaml.toString();
  }

  /** The endpoints for which the floor is lifted. */
  Set<String> lifted() {
    return entries.getOrDefault(EGRESS, Set.of());
  }

  private static String line(String indent, String key, Set<String> values) {
    return indent + key + ": [" + String.join(", ", values) + "]\n";
  }

  private Grants and(String key, String text) {
    return with(key, TextNode.valueOf(text).toString());
  }

  private Grants with(String key, String json) {
    return and(new Grants(Map.of(key, Set.of(json))));
  }
}
