package dev.sallyport.policy.read;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.UriGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.PrimitivePolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is said of tools, resources and prompts. */
final class PrimitiveReader {
  private final GrantReader grants;
  private final ConditionReader conditions;
  private final Problems problems;

  PrimitiveReader(GrantReader grants, ConditionReader conditions, Problems problems) {
    this.grants = grants;
    this.conditions = conditions;
    this.problems = problems;
  }

  /** Entries by name or glob. */
  Map<String, Entry<PrimitivePolicy>> named(Node.Mapping policy, String key) {
    Map<String, Entry<PrimitivePolicy>> entries = new LinkedHashMap<>();
    Node.Mapping written = Nodes.mapping(policy, key);
    if (written != null) {
      for (Node.Member member : written.members()) {
        entries.put(member.key(), entry(key, member));
      }
    }
    return entries;
  }

  Map<UriGlob, Entry<PrimitivePolicy>> resources(Node.Mapping policy) {
    Map<UriGlob, Entry<PrimitivePolicy>> entries = new LinkedHashMap<>();
    Node.Mapping written = Nodes.mapping(policy, "resources");
    if (written != null) {
      for (Node.Member member : written.members()) {
        UriGlob uri = uri(member);
        Entry<PrimitivePolicy> entry = entry("resources", member);
        if (uri != null) {
          entries.put(uri, entry);
        }
      }
    }
    return entries;
  }

  private @Nullable UriGlob uri(Node.Member member) {
    try {
      return UriGlob.parse(member.key());
    } catch (Malformed e) {
      problems.add(Code.BAD_PATTERN, e.getMessage(), member.keySpan(), e.help());
      return null;
    }
  }

  private Entry<PrimitivePolicy> entry(String key, Node.Member member) {
    String path = key + "." + member.key();
    PrimitivePolicy said =
        member.value() instanceof Node.Mapping keys
            ? granted(keys, path)
            : new PrimitivePolicy.Denied();
    return new Entry<>(path, member.keySpan(), said);
  }

  private PrimitivePolicy granted(Node.Mapping mapping, String path) {
    OnDenied onDenied = Nodes.word(mapping, "on-denied", OnDenied.values());
    return new PrimitivePolicy.Granted(
        Nodes.word(mapping, "mode", Mode.values()),
        onDenied == null ? OnDenied.CONTINUE : onDenied,
        grants.grants(mapping, path),
        conditions.read(mapping, path));
  }
}
