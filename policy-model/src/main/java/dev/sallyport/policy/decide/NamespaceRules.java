package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Namespace;
import dev.sallyport.policy.model.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One namespace, compiled. It lists no tool: what it grants is less specific than any entry that
 * does.
 *
 * @param quotas what a call of any of its tools counts for
 */
record NamespaceRules(Namespace written, EntryRules rules, List<Quota> quotas) {

  static List<NamespaceRules> of(Policy policy, UnaryOperator<String> realPath) {
    Map<String, Entry<Credential>> credentials = policy.credentials();
    List<NamespaceRules> namespaces = new ArrayList<>();
    for (Entry<Namespace> entry : policy.namespaces().values()) {
      Namespace one = entry.value();
      namespaces.add(
          new NamespaceRules(
              one,
              EntryRules.of(one.grants(), credentials, realPath),
              Quotas.ofNamespace(one.limits())));
    }
    return List.copyOf(namespaces);
  }
}
