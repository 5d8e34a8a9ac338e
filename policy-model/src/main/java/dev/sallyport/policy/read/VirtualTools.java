package dev.sallyport.policy.read;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Actions;
import dev.sallyport.policy.model.Conditions;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds entries of tools that do not fit the {@code actions} of others. */
final class VirtualTools {
  private final Problems problems;

  VirtualTools(Problems problems) {
    this.problems = problems;
  }

  /** Looks at the entries of one policy; the actions may be of one that it extends. */
  void check(Policy policy) {
    Set<String> names = policy.virtualTools();
    Map<String, Entry<Actions>> actions = policy.actions();
    for (Map.Entry<String, Entry<PrimitivePolicy>> entry : policy.tools().entrySet()) {
      NameGlob name = NameGlob.parse(entry.getKey());
      Conditions conditions = conditions(entry.getValue());
      if (!name.isLiteral()) {
        checkGlob(conditions);
      } else if (names.contains(name.literal())) {
        checkVirtual(conditions);
      } else {
        checkName(name.literal(), entry.getValue(), actions);
        checkOnce(name.literal(), conditions, policy.narrows());
      }
    }
  }

  private static @Nullable Conditions conditions(Entry<PrimitivePolicy> tool) {
    return tool.value() instanceof PrimitivePolicy.Granted granted ? granted.conditions() : null;
  }

  private void checkGlob(@Nullable Conditions conditions) {
    if (conditions != null && conditions.actions() != null) {
      problems.add(
          Code.BAD_VALUE,
          "`actions` are of one tool, and this is a glob",
          conditions.actions().span(),
          "write them below the name of each tool");
    }
  }

  private void checkVirtual(@Nullable Conditions conditions) {
    Entry<?> said = conditions == null ? null : conditions.actions();
    said = said == null && conditions != null ? conditions.risk() : said;
    if (said != null) {
      problems.add(
          Code.BAD_VALUE,
          "the `actions` of its tool say what it does",
          said.span(),
          "leave it out, or list the value under another risk there");
    }
  }

  /**
   * @param actions by the name of their tool
   */
  private void checkName(
      String name, Entry<PrimitivePolicy> entry, Map<String, Entry<Actions>> actions) {
    for (Map.Entry<String, Entry<Actions>> tool : actions.entrySet()) {
      if (name.startsWith(Actions.virtualTool(tool.getKey(), ""))) {
        problems.add(
            Code.BAD_VALUE,
            "`" + tool.getKey() + "` has no such action",
            entry.span(),
            "list it under `actions` on line " + tool.getValue().span().line());
      }
    }
  }

  private void checkOnce(String name, @Nullable Conditions conditions, @Nullable Policy base) {
    boolean again =
        conditions != null
            && conditions.actions() != null
            && base != null
            && base.actions().containsKey(name);
    if (again) {
      problems.add(
          Code.WIDER,
          "`actions` of this tool are written in the policy that this one extends",
          conditions.actions().span(),
          "leave them out, or list `tools` under `overridable` there");
    }
  }
}
