package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One policy that was read, with those that it extends.
 *
 * @param policy all of them together; null where the text has none
 * @param mode what is written of it, by the last one that does
 * @param overridable the keys that one which extends this may write anew
 * @param fixed the other keys that are written
 * @param problems of all of them
 * @param sources this one's text, then theirs
 */
record Layer(
    @Nullable Policy policy,
    @Nullable Mode mode,
    Map<String, Entry<String>> lasting,
    Set<String> overridable,
    Set<String> fixed,
    List<Problem> problems,
    List<Source> sources) {

  static Layer unreadable(List<Problem> problems, Source source) {
    return new Layer(null, null, Map.of(), Set.of(), Set.of(), problems, List.of(source));
  }

  private static Entry<String> both(Entry<String> base, Entry<String> own) {
    return new Entry<>(own.path(), own.span(), own.value() + " " + base.value());
  }

  static Layer of(
      Node.Mapping mapping, Policy policy, @Nullable Layer base, List<Problem> own, Source source) {
    Mode mode = Nodes.word(mapping, "mode", Mode.values());
    Map<String, Entry<String>> lasting = new HashMap<>();
    Set<String> overridable = new HashSet<>();
    Set<String> fixed = new HashSet<>(Set.of("default", "egress"));
    List<Problem> problems = new ArrayList<>();
    List<Source> sources = new ArrayList<>(List.of(source));
    for (Node item : Nodes.items(mapping, "overridable")) {
      Node.Scalar key = Nodes.text(item);
      if (key != null) {
        overridable.add(key.text().plain());
      }
    }
    for (Node.Member member : mapping.members()) {
      fixed.add(member.key());
    }
    fixed.removeAll(overridable);
    if (base != null) {
      mode = mode == null ? base.mode() : mode;
      lasting.putAll(base.lasting());
      // Of what none of its bases lets be overridden it can't let be overridden more.
      fixed.addAll(base.fixed());
      problems.addAll(base.problems());
      sources.addAll(base.sources());
    }
    // What a base says under a key may hold beside what this one says, so either may change it.
    for (Map.Entry<String, Entry<String>> said : Lasting.of(mapping).entrySet()) {
      Entry<String> before = lasting.get(said.getKey());
      lasting.put(said.getKey(), before == null ? said.getValue() : both(before, said.getValue()));
    }
    problems.addAll(own);
    return new Layer(policy, mode, lasting, overridable, fixed, problems, sources);
  }
}
