package dev.sallyport.policy.read;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Actions;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Namespace;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what would join namespaces: a tool that is in two, a credential that leaves its own. */
final class Isolation {
  private final Problems problems;

  /** The namespace that has it, by the name of a credential. */
  private final Map<String, Entry<Namespace>> owners = new HashMap<>();

  Isolation(Problems problems) {
    this.problems = problems;
  }

  void check(Policy policy) {
    List<Entry<Namespace>> before = new ArrayList<>();
    for (Entry<Namespace> one : policy.namespaces().values()) {
      for (Entry<Namespace> other : before) {
        checkApart(one.value(), other);
      }
      checkOwned(one);
      before.add(one);
    }
    Map<String, Entry<Actions>> actions = policy.actions();
    for (Map.Entry<String, Entry<PrimitivePolicy>> tool : policy.tools().entrySet()) {
      checkGrants(within(tool.getKey(), actions), tool.getValue());
    }
    for (Entry<PrimitivePolicy> resource : policy.resources().values()) {
      checkGrants(null, resource);
    }
    for (Entry<PrimitivePolicy> prompt : policy.prompts().values()) {
      checkGrants(null, prompt);
    }
  }

  private void checkApart(Namespace one, Entry<Namespace> other) {
    for (Entry<NameGlob> glob : one.tools()) {
      for (Entry<NameGlob> its : other.value().tools()) {
        if (glob.value().overlaps(its.value())) {
          problems.add(
              Code.BAD_VALUE,
              "a tool could be in `" + other.path() + "`, too",
              glob.span(),
              "narrow it, or `tools` on line " + its.span().line());
        }
      }
    }
  }

  private void checkOwned(Entry<Namespace> namespace) {
    for (Entry<String> credential : namespace.value().grants().credentials()) {
      Entry<Namespace> other = owners.putIfAbsent(credential.value(), namespace);
      if (other != null && !other.equals(namespace)) {
        problems.add(
            Code.BAD_VALUE,
            "credential is of `" + other.path() + "` already",
            credential.span(),
            "let one namespace have it, or none and grant it to tools");
      }
    }
  }

  /** What an entry is about: a name or a glob; of one of several that a tool is, that tool. */
  private static NameGlob within(String key, Map<String, Entry<Actions>> actions) {
    NameGlob name = NameGlob.parse(key);
    for (Map.Entry<String, Entry<Actions>> its : actions.entrySet()) {
      String tool = its.getKey();
      if (name.isLiteral() && its.getValue().value().virtualTools(tool).contains(name.literal())) {
        return NameGlob.parse(NameGlob.quote(tool));
      }
    }
    return name;
  }

  /**
   * Looks at what an entry grants.
   *
   * @param tools which it fits; null where it is of no tool
   */
  private void checkGrants(@Nullable NameGlob tools, Entry<PrimitivePolicy> entry) {
    if (!(entry.value() instanceof PrimitivePolicy.Granted granted)) {
      return;
    }
    for (Entry<String> credential : granted.grants().credentials()) {
      Entry<Namespace> owner = owners.get(credential.value());
      if (owner != null && (tools == null || !owner.value().covers(tools))) {
        problems.add(
            Code.BAD_VALUE,
            "credential is of `" + owner.path() + "`, and this is not, or not in whole",
            credential.span(),
            "leave it out, or put the tool into the namespace");
      }
    }
  }
}
