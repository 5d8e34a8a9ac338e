package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of a policy that hold from a server's start to its end: what is set up by them is set up
 * once, before the server runs.
 */
final class Lasting {
  private static final List<String> KEYS =
      List.of("server", "credentials", "dispatch", "callers", "sessions", "audit", "telemetry");

  private Lasting() {}

  /** What each of them says, where it is written, in a text that is the same for the same. */
  static Map<String, Entry<String>> of(Node.Mapping policy) {
    Map<String, Entry<String>> written = new HashMap<>();
    for (String key : KEYS) {
      Node.Member member = policy.member(key);
      if (member != null) {
        StringBuilder text = new StringBuilder();
        write(member.value(), text);
        written.put(key, new Entry<>(key, member.keySpan(), text.toString()));
      }
    }
    return written;
  }

  /** Each text with its length before it, so that no text looks like two. */
  private static void write(Node node, StringBuilder text) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, Node> sorted = new TreeMap<>();
      for (Node.Member member : mapping.members()) {
        sorted.put(member.key(), member.value());
      }
      text.append('{');
      for (Map.Entry<String, Node> member : sorted.entrySet()) {
        write(member.getKey(), text);
        write(member.getValue(), text);
      }
      text.append('}');
    } else if (node instanceof Node.Sequence sequence) {
      text.append('[');
      for (Node item : sequence.items()) {
        write(item, text);
      }
      text.append(']');
    } else if (node instanceof Node.Scalar scalar) {
      text.append(scalar.kind().name());
      write(scalar.text().plain(), text);
    }
  }

  private static void write(String part, StringBuilder text) {
    text.append(part.length()).append(':').append(part);
  }
}
