package dev.sallyport.policy.check;

import dev.sallyport.policy.check.Inventory.Argument;
import dev.sallyport.policy.match.ArgumentPath;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Actions;
import dev.sallyport.policy.model.ArgumentRule;
import dev.sallyport.policy.model.ArgumentRules;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that a schema leaves open where their names say that they name something, and tools of
 * which an argument says whether they read or write.
 */
final class LooseArguments {
  private static final Pattern PATH =
      Pattern.compile("(.*_)?(path|file|filename|dir|directory|folder)");

  private static final Pattern URL = Pattern.compile("(.*_)?(url|uri|endpoint)");
  private static final Pattern COMMAND = Pattern.compile("(.*_)?(command|cmd|query|sql|script)");
  private static final Set<String> READING = Set.of("read", "get", "list", "search", "view");

  private static final Set<String> WRITING =
      Set.of("write", "create", "update", "delete", "remove", "append", "set");

  private final List<Problem> findings = new ArrayList<>();

  private LooseArguments() {}

  static List<Problem> of(Policy policy, Inventory inventory) {
    LooseArguments loose = new LooseArguments();
    inventory.arguments().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(tool -> loose.tool(tool.getKey(), tool.getValue(), policy));
    return loose.findings;
  }

  private void tool(String tool, List<Argument> arguments, Policy policy) {
    Span span = null;
    Entry<Actions> actions = null;
    List<ArgumentRules> rules = new ArrayList<>();
    for (Map.Entry<String, Entry<PrimitivePolicy>> entry : entries(policy)) {
      if (NameGlob.parse(entry.getKey()).matches(tool)) {
        if (!(entry.getValue().value() instanceof PrimitivePolicy.Granted granted)) {
          return;
        }
        boolean named = entry.getKey().equals(tool);
        span = span == null || named ? entry.getValue().span() : span;
        actions = actions == null ? granted.conditions().actions() : actions;
        if (granted.conditions().arguments() != null) {
          rules.add(granted.conditions().arguments().value());
        }
      }
    }
    for (Argument argument : arguments) {
      if (span != null) {
        weak(tool, argument, rules, span);
        if (actions == null) {
          mixed(tool, argument, span);
        }
      }
    }
  }

  /** Those of the policies that it extends last. */
  private static List<Map.Entry<String, Entry<PrimitivePolicy>>> entries(Policy policy) {
    List<Map.Entry<String, Entry<PrimitivePolicy>>> entries = new ArrayList<>();
    for (Policy layer = policy; layer != null; layer = layer.narrows()) {
      entries.addAll(layer.tools().entrySet());
    }
    return entries;
  }

  private void weak(String tool, Argument argument, List<ArgumentRules> rules, Span span) {
    String type = type(argument.name());
    if (argument.free() && type != null && rules.stream().noneMatch(all -> tells(all, argument))) {
      findings.add(
          new Problem(
              "weak-argument",
              "`" + argument.name() + "` of `" + tool + "` may be any text",
              span,
              "write `arguments: { " + argument.name() + ": { " + type + " } }`"));
    }
  }

  private void mixed(String tool, Argument argument, Span span) {
    if (argument.values().stream().anyMatch(READING::contains)
        && argument.values().stream().anyMatch(WRITING::contains)) {
      findings.add(
          new Problem(
              "mixed-tool",
              "`" + tool + "` reads or writes, as its `" + argument.name() + "` says",
              span,
              "write `actions`, so that each has grants of its own"));
    }
  }

  private static boolean tells(ArgumentRules rules, Argument argument) {
    for (Entry<ArgumentRule> rule : rules.rules()) {
      if (rule.value().path().steps().get(0) instanceof ArgumentPath.Step.Member member) {
        if (member.name().equals(argument.name())) {
          return true;
        }
      }
    }
    return !rules.others();
  }

  /** The rule to suggest; null where the name does not say what it is. */
  private static @Nullable String type(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (PATH.matcher(lower).matches()) {
      return "type: path";
    }
    if (URL.matcher(lower).matches()) {
      return "type: url, hosts: [...]";
    }
    return COMMAND.matcher(lower).matches() ? "enum: [...]" : null;
  }
}
