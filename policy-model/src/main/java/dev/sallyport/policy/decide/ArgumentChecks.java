package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.ArgumentPath;
import dev.sallyport.policy.match.ArgumentPath.Step;
import dev.sallyport.policy.model.ArgumentRule;
import dev.sallyport.policy.model.ArgumentRules;
import dev.sallyport.policy.model.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the arguments of a call to what a policy says of them. What is nested is looked at as deep
 * as rules go, so that a client can't make it long. {@code null} counts as left out.
 */
final class ArgumentChecks implements CallCheck {
  private final Level root = new Level();
  private final boolean others;
  private final Decision unknown;
  private final Decision wrongType;

  /** An argument, or what has arguments in it. */
  private static final class Level {
    private @Nullable ArgumentCheck check;
    private @Nullable Level items;
    private final Map<String, Level> members = new LinkedHashMap<>();
  }

  ArgumentChecks(Entry<ArgumentRules> written) {
    this.others = written.value().others();
    this.unknown = Decisions.denied(written, Reason.ARGUMENT_UNKNOWN);
    this.wrongType = Decisions.denied(written, Reason.ARGUMENT_TYPE);
    for (Entry<ArgumentRule> rule : written.value().rules()) {
      level(rule.value().path()).check = new ArgumentCheck(rule);
    }
  }

  private Level level(ArgumentPath path) {
    Level level = root;
    for (Step step : path.steps()) {
      if (step instanceof Step.Member member) {
        level = level.members.computeIfAbsent(member.name(), name -> new Level());
      } else {
        level.items = level.items == null ? new Level() : level.items;
        level = level.items;
      }
    }
    return level;
  }

  @Override
  public @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    return call.arguments() == null ? wrongType : members(root, call.arguments());
  }

  private @Nullable Decision value(Level level, Object value) {
    Decision refusal = level.check == null ? null : level.check.check(value);
    if (refusal == null && !level.members.isEmpty()) {
      refusal = value instanceof Map<?, ?> members ? members(level, members) : wrongType;
    }
    if (refusal == null && level.items != null) {
      refusal = value instanceof List<?> items ? items(level.items, items) : wrongType;
    }
    return refusal;
  }

  private @Nullable Decision members(Level level, Map<?, ?> values) {
    for (Map.Entry<?, ?> one : values.entrySet()) {
      Level member = one.getKey() instanceof String name ? level.members.get(name) : null;
      Decision refusal = null;
      if (member == null) {
        refusal = others ? null : unknown;
      } else if (one.getValue() != null) {
        refusal = value(member, one.getValue());
      }
      if (refusal != null) {
        return refusal;
      }
    }
    return missing(level, values);
  }

  private static @Nullable Decision missing(Level level, Map<?, ?> values) {
    for (Map.Entry<String, Level> member : level.members.entrySet()) {
      ArgumentCheck check = member.getValue().check;
      if (check != null && check.absent() != null && values.get(member.getKey()) == null) {
        return check.absent();
      }
    }
    return null;
  }

  /** A list has no items that are left out. */
  private @Nullable Decision items(Level level, List<?> values) {
    for (Object value : values) {
      Decision refusal = value == null ? wrongType : value(level, value);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
