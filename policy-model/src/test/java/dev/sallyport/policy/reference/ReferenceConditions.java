package dev.sallyport.policy.reference;

import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Risk;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for a call of a tool that may be used, as its pages under docs say.
 *
 * @param names of the entries that fit the tool, the most specific first
 * @param entries in the same order
 */
record ReferenceConditions(
    Reference policy, Principal.Tool tool, List<String> names, List<Map<String, Object>> entries) {

  /** Each reason why a call may not go on. */
  Set<Reason> refusals(Request.ToolCall call, Circumstances circumstances, List<Success> past) {
    Set<Reason> refusals = EnumSet.noneOf(Reason.class);
    Map<?, ?> arguments = call.arguments();
    if (withArguments().stream()
        .anyMatch(rules -> arguments == null || !ReferenceArguments.allows(rules, arguments))) {
      refusals.add(Reason.ARGUMENT_UNKNOWN);
      refusals.add(Reason.ARGUMENT_MISSING);
      refusals.add(Reason.ARGUMENT_TYPE);
      refusals.add(Reason.ARGUMENT_VALUE);
    }
    if (policy.isUndecided(tool)) {
      refusals.add(Reason.ACTION);
    }
    for (Map<String, Object> entry : entries) {
      if (!isWithin(Tree.map(entry, "limits"), arguments)) {
        refusals.add(Reason.ARGUMENT_SIZE);
      }
      if (Tree.text(entry, "secret-arguments", "record").equals("deny")
          && (arguments == null || ReferenceSecrets.isIn(arguments))) {
        refusals.add(Reason.ARGUMENT_SECRET);
      }
      Map<String, Object> scopes = Tree.map(entry, "scope");
      if (!scopes.keySet().stream().allMatch(key -> isInside(key, scopes.get(key), arguments))) {
        refusals.add(Reason.ARGUMENT_SCOPE);
      }
      if (entry.get("hours") instanceof List<?> windows
          && !ReferenceClock.isIn(windows, circumstances.now())) {
        refusals.add(Reason.HOURS);
      }
      for (Object required : (List<?>) entry.getOrDefault("requires", List.of())) {
        if (past.stream().noneMatch(success -> meets(success, required, arguments))) {
          refusals.add(Reason.SEQUENCE);
        }
      }
      if (entry.containsKey("when")) {
        Boolean holds = ReferenceWhen.holds(Tree.text(entry, "when", ""), call, circumstances);
        if (holds == null) {
          refusals.add(Reason.CONDITION_ERROR);
        } else if (!holds) {
          refusals.add(Reason.CONDITION);
        }
      }
    }
    return refusals;
  }

  /** Of those that say what arguments may be the most specific ones. */
  private List<Map<String, Object>> withArguments() {
    List<Map<String, Object>> most = new ArrayList<>();
    int rank = 0;
    for (int i = 0; i < entries.size(); i++) {
      int its = Reference.rank(names.get(i));
      if (entries.get(i).containsKey("arguments") && (most.isEmpty() || its == rank)) {
        rank = its;
        most.add(entries.get(i));
      }
    }
    return most;
  }

  /** Who has to approve a call; null where nobody has to. */
  @Nullable List<String> approvers(
      Request.ToolCall call, Circumstances circumstances, List<Success> past) {
    String risk = risk();
    Risk hint = circumstances.hint();
    String its = risk != null || hint == null ? risk : hint.name().toLowerCase(Locale.ROOT);
    List<Map<String, Object>> all = new ArrayList<>(entries);
    all.add(its == null ? Map.of() : Tree.map(policy.tiers(), its));
    for (Map<String, Object> entry : all) {
      Map<String, Object> approval = Tree.map(entry, "approval");
      if (!approval.isEmpty() && isAbout(approval, call, circumstances, past)) {
        return Tree.texts(approval, "from");
      }
    }
    return null;
  }

  private boolean isAbout(
      Map<String, Object> approval,
      Request.ToolCall call,
      Circumstances circumstances,
      List<Success> past) {
    List<String> after = Tree.texts(approval, "after");
    if (!after.isEmpty()
        && after.stream().noneMatch(glob -> past.stream().anyMatch(one -> isOf(glob, one)))) {
      return false;
    }
    return !approval.containsKey("when")
        || !Objects.equals(
            ReferenceWhen.holds(Tree.text(approval, "when", ""), call, circumstances), false);
  }

  private boolean isOf(String glob, Success success) {
    return Reference.names(policy.decided(success.tool(), success.arguments())).stream()
        .anyMatch(name -> NaiveGlob.name(glob, name));
  }

  /** What the policy says; null where it does not. */
  @Nullable String risk() {
    for (Map<String, Object> entry : entries) {
      for (String risk : Reference.RISKS) {
        if (Tree.text(entry, "risk", "").equals(risk)
            || (tool.action() != null
                && Tree.texts(entry.get("actions"), risk).contains(tool.action()))) {
          return risk;
        }
      }
    }
    return null;
  }

  /** Whether a tool that calls itself read-only is held to that. */
  boolean holdsToHints() {
    return risk() == null
        && entries.stream().anyMatch(entry -> Tree.text(entry, "hints", "record").equals("deny"));
  }

  private static boolean isWithin(Map<String, Object> limits, @Nullable Map<?, ?> arguments) {
    if (!limits.containsKey("arguments") && !limits.containsKey("depth")) {
      return true;
    }
    // The arguments themselves are no value of a client's.
    return arguments != null
        && size(arguments) - 1 <= Integer.parseInt(Tree.text(limits, "arguments", "99999"))
        && depth(arguments) <= Integer.parseInt(Tree.text(limits, "depth", "99999"));
  }

  private static int size(@Nullable Object value) {
    int size = 0;
    if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        size += size(member.getKey()) + size(member.getValue());
      }
      return size + 1;
    }
    if (value instanceof List<?> items) {
      for (Object item : items) {
        size += size(item);
      }
      return size + 1;
    }
    String text = value == null ? "" : value.toString();
    return Math.max(1, text.getBytes(StandardCharsets.UTF_8).length);
  }

  private static int depth(@Nullable Object value) {
    List<Object> inside = new ArrayList<>();
    if (value instanceof Map<?, ?> members) {
      inside.addAll(members.values());
    } else if (value instanceof List<?> items) {
      inside.addAll(items);
    } else {
      return 0;
    }
    return 1 + inside.stream().mapToInt(ReferenceConditions::depth).max().orElse(0);
  }

  private static boolean isInside(String template, Object globs, @Nullable Map<?, ?> arguments) {
    String named = named(template, arguments == null ? Map.of() : arguments);
    return named != null
        && ReferenceFiles.isBelow(Tree.texts(globs, "only"), named)
        && !ReferenceFiles.isBelow(Tree.texts(globs, "except"), named);
  }

  /** What arguments name together; null for nothing. */
  private static @Nullable String named(String template, Map<?, ?> arguments) {
    String own = template.replaceAll("\\{[a-z]*}", "");
    String named = template;
    for (Object name : List.of("p", "q", "n")) {
      if (template.contains("{" + name + "}")) {
        Object value = arguments.get(name);
        boolean whole =
            value instanceof Integer || value instanceof Long || value instanceof BigInteger;
        String text = whole || value instanceof String ? value.toString() : "";
        if (text.isEmpty() || text.matches("(?s).*[%\\\\\\p{Cntrl}\\x80-\\x9f].*")) {
          return null;
        }
        if (text.chars().anyMatch(c -> own.indexOf(c) >= 0)) {
          return null;
        }
        named = named.replace("{" + name + "}", text);
      }
    }
    for (String segment : named.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return null;
      }
    }
    return "/" + named;
  }

  private boolean meets(Success success, Object required, @Nullable Map<?, ?> arguments) {
    String glob = required instanceof String text ? text : Tree.text(required, "tool", "");
    String within = Tree.text(required, "within", "");
    return isOf(glob, success)
        && (within.isEmpty() || success.ago().compareTo(Duration.parse("PT" + within)) <= 0)
        && Tree.texts(required, "same").stream()
            .allMatch(
                place ->
                    success.hasSame(
                        List.of(place.split("\\.", -1)), arguments == null ? Map.of() : arguments));
  }
}
