package dev.sallyport.policy.read;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.UriGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads roles and scopes, and the names of roles elsewhere. */
final class ReachReader {
  private final Phrases phrases;
  private final Problems problems;
  private List<String> roles = List.of();

  ReachReader(Phrases phrases, Problems problems) {
    this.phrases = phrases;
    this.problems = problems;
  }

  @Nullable Entry<Map<String, Reach>> roles(Node.Mapping policy) {
    Entry<Map<String, Reach>> read = reaches(policy, "roles", "roles");
    roles = read == null ? List.of() : List.copyOf(read.value().keySet());
    return read;
  }

  /**
   * What each name under a key may reach; null where the key is not written.
   *
   * @param path of the key
   */
  @Nullable Entry<Map<String, Reach>> reaches(Node.Mapping parent, String key, String path) {
    Node.Member member = parent.member(key);
    if (member == null || !(member.value() instanceof Node.Mapping written)) {
      return null;
    }
    Map<String, Reach> reaches = new LinkedHashMap<>();
    for (Node.Member one : written.members()) {
      if (one.value() instanceof Node.Mapping keys) {
        String its = path + "." + one.key();
        reaches.put(
            one.key(),
            new Reach(names(keys, "tools", its), uris(keys, its), names(keys, "prompts", its)));
      }
    }
    return new Entry<>(path, member.keySpan(), reaches);
  }

  private static List<Entry<NameGlob>> names(Node.Mapping mapping, String key, String path) {
    List<Node> items = Nodes.items(mapping, key);
    List<Entry<NameGlob>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      if (scalar != null) {
        NameGlob glob = NameGlob.parse(scalar.text().asNameGlob());
        entries.add(new Entry<>(path + "." + key + "[" + i + "]", scalar.span(), glob));
      }
    }
    return entries;
  }

  private List<Entry<UriGlob>> uris(Node.Mapping mapping, String path) {
    List<Node> items = Nodes.items(mapping, "resources");
    List<Entry<UriGlob>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      if (scalar != null && phrases.isPlain(scalar, "*{}", Code.BAD_PATTERN)) {
        try {
          UriGlob glob = UriGlob.parse(scalar.text().plain());
          entries.add(new Entry<>(path + ".resources[" + i + "]", scalar.span(), glob));
        } catch (Malformed e) {
          problems.add(Code.BAD_PATTERN, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return entries;
  }

  /** Names of roles that the policy has; one that it has not is reported. */
  List<String> known(List<Node> items) {
    List<String> names = new ArrayList<>(items.size());
    for (Node item : items) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null && isKnown(scalar)) {
        names.add(scalar.text().plain());
      }
    }
    return names;
  }

  private boolean isKnown(Node.Scalar name) {
    String text = name.text().plain();
    if (roles.contains(text)) {
      return true;
    }
    String nearest = NearestWord.of(text, roles);
    problems.add(
        Code.UNKNOWN_ROLE,
        "`" + name.text().written() + "` is not a role of this policy",
        name.span(),
        nearest.isEmpty() ? "list it under `roles` at the top" : "did you mean `" + nearest + "`?");
    return false;
  }
}
