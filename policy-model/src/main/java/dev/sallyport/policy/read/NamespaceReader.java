package dev.sallyport.policy.read;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Namespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code namespaces}. */
final class NamespaceReader {
  private static final String KEY = "namespaces";

  private final GrantReader grants;
  private final CallLimitReader limits;

  NamespaceReader(GrantReader grants, CallLimitReader limits) {
    this.grants = grants;
    this.limits = limits;
  }

  /** By name; none where the policy has none. */
  Map<String, Entry<Namespace>> read(Node.Mapping policy) {
    Map<String, Entry<Namespace>> namespaces = new LinkedHashMap<>();
    Node.Mapping written = Nodes.mapping(policy, KEY);
    if (written != null) {
      for (Node.Member member : written.members()) {
        if (member.value() instanceof Node.Mapping keys) {
          String path = KEY + "." + member.key();
          Namespace namespace =
              new Namespace(
                  tools(keys, path), grants.grants(keys, path), limits.read(keys, path + "."));
          namespaces.put(member.key(), new Entry<>(path, member.keySpan(), namespace));
        }
      }
    }
    return namespaces;
  }

  private static List<Entry<NameGlob>> tools(Node.Mapping keys, String path) {
    List<Node> items = Nodes.items(keys, "tools");
    List<Entry<NameGlob>> tools = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      if (scalar != null) {
        NameGlob glob = NameGlob.parse(scalar.text().asNameGlob());
        tools.add(new Entry<>(path + ".tools[" + i + "]", scalar.span(), glob));
      }
    }
    return tools;
  }
}
