package dev.sallyport.policy.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes what has to hold for calls of tools, and when they are made. */
final class ConditionCases extends Dice {
  static final List<String> ACTIONS = List.of("get", "set", "del");

  private static final List<String> TEMPLATES = List.of("{p}", "{p}/{q}", "{p}#{n}", "x/{q}");
  private static final List<String> GLOBS =
      List.of("**", "*", "a", "a/*", "*/b", "a/**", "**/b.txt", "{a,b}/**", "x/*", "a#*", "*b*");
  private static final List<String> TOOLS = List.of("a", "ab", "ab*", "*", "x", "ab#get", "*#get");
  private static final List<String> TIMES =
      List.of("02:00", "02:30", "03:30", "09:00", "12:00", "17:00", "22:00", "23:30");
  private static final List<String> DAYS =
      List.of("sun", "sat", "fri", "mon-fri", "fri-sun", "sat-mon", "thu");

  ConditionCases(Random random) {
    super(random);
  }

  /** Adds some to an entry of a tool. */
  void addTo(Map<String, Object> entry) {
    if (oneOf(6)) {
      entry.put("when", when(2));
    }
    if (oneOf(8)) {
      List<Object> hours = new ArrayList<>();
      for (int n = upTo(3); n >= 0; n--) {
        hours.add(window());
      }
      entry.put("hours", oneOf(12) ? List.of() : hours);
    }
    if (oneOf(8)) {
      entry.put("requires", oneOf(3) ? List.of(pick(TOOLS)) : List.of(requirement()));
    }
    if (oneOf(8)) {
      entry.put(
          "scope",
          Map.of(pick(TEMPLATES), Map.of("only", some(GLOBS, 3), "except", some(GLOBS, 1))));
    }
    if (oneOf(8)) {
      Map<String, Object> limits = new LinkedHashMap<>();
      maybe(limits, "arguments", 1 + upTo(40));
      maybe(limits, "depth", 1 + upTo(3));
      entry.put("limits", limits);
    }
    if (oneOf(6)) {
      entry.put("secret-arguments", pick(List.of("allow", "record", "deny", "deny")));
    }
    if (oneOf(4)) {
      entry.put("risk", oneOf(2) ? "read" : pick(Reference.RISKS));
    }
    if (oneOf(8)) {
      entry.put("hints", pick(List.of("record", "deny")));
    }
    if (oneOf(10)) {
      entry.put("approval", approval());
    }
  }

  /** Has a tool be several; answers which. */
  List<String> addActions(Map<String, Object> entry) {
    List<String> all = some(ACTIONS, 3);
    if (!all.isEmpty()) {
      Map<String, Object> actions = new LinkedHashMap<>();
      actions.put("argument", "q");
      all.forEach(action -> add(action, actions));
      entry.remove("risk");
      entry.put("actions", actions);
    }
    return all;
  }

  private void add(String action, Map<String, Object> actions) {
    String risk = pick(Reference.RISKS);
    List<String> values = new ArrayList<>(Tree.texts(actions, risk));
    values.add(action);
    actions.put(risk, values);
  }

  /** Who approves calls of each risk. */
  Map<String, Object> tiers() {
    Map<String, Object> tiers = new LinkedHashMap<>();
    for (String risk : Reference.RISKS) {
      maybe(tiers, risk, Map.of("approval", approval()));
    }
    return tiers;
  }

  /** Now and then right at a moment, or right before it. */
  Instant time() {
    return pick(ReferenceClock.MOMENTS)
        .plusSeconds(oneOf(4) ? 0 : 60L * (upTo(400) - 200))
        .minusNanos(oneOf(3) ? 1 : 0);
  }

  Duration ago() {
    return Duration.ofSeconds(pick(List.of(0, 29, 30, 31, 600, 601)));
  }

  private String when(int depth) {
    int form = depth == 0 ? 0 : upTo(6);
    String term = pick(ReferenceWhen.TERMS);
    return switch (form) {
      case 1 -> "!(" + when(depth - 1) + ")";
      case 2 -> "(" + when(depth - 1) + ") && (" + when(depth - 1) + ")";
      case 3 -> "(" + when(depth - 1) + ") || (" + when(depth - 1) + ")";
      case 4 -> "(" + when(0) + ") ? (" + when(0) + ") : (" + when(depth - 1) + ")";
      default -> term;
    };
  }

  private Map<String, Object> window() {
    Map<String, Object> window = new LinkedHashMap<>();
    maybe(window, "days", List.of(pick(DAYS), pick(DAYS)));
    String from = pick(TIMES);
    String to = pick(TIMES);
    maybe(window, "from", from);
    if (!to.equals(from)) {
      maybe(window, "to", to);
    }
    window.put("zone", pick(ReferenceClock.ZONES));
    return window;
  }

  private Map<String, Object> requirement() {
    Map<String, Object> requirement = new LinkedHashMap<>();
    requirement.put("tool", pick(TOOLS));
    maybe(requirement, "same", some(List.of("p", "n", "o.p", "l"), 2));
    maybe(requirement, "within", pick(List.of("30s", "10m", "1h")));
    return requirement;
  }

  private Map<String, Object> approval() {
    Map<String, Object> approval = new LinkedHashMap<>();
    approval.put("from", List.of(pick(List.of("m", "n"))));
    if (oneOf(4)) {
      approval.put("when", when(1));
    }
    if (oneOf(4)) {
      approval.put("after", List.of(pick(TOOLS)));
    }
    return approval;
  }
}
