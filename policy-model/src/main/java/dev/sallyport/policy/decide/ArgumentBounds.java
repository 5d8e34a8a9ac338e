package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the arguments of a call to how much and how deep they may be. No more of them is looked at
 * than that.
 */
final class ArgumentBounds implements CallCheck {
  private final long size;
  private final long depth;
  private final Decision tooLarge;
  private final Decision tooDeep;
  private final Decision untold;

  /** Null where there is no bound. */
  ArgumentBounds(@Nullable Entry<Long> size, @Nullable Entry<Long> depth) {
    this.size = size == null ? Long.MAX_VALUE : size.value();
    this.depth = depth == null ? Long.MAX_VALUE : depth.value();
    this.tooLarge = size == null ? Decisions.ERROR : Decisions.denied(size, Reason.ARGUMENT_SIZE);
    this.tooDeep = depth == null ? Decisions.ERROR : Decisions.denied(depth, Reason.ARGUMENT_SIZE);
    this.untold = size == null ? tooDeep : tooLarge;
  }

  @Override
  public @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    Map<?, ?> arguments = call.arguments();
    return arguments == null ? untold : new Measure().refusal(arguments, 0);
  }

  /** What was seen of one call's. */
  private final class Measure {
    private long seen;

    private @Nullable Decision refusal(@Nullable Object value, int above) {
      if (value instanceof Map<?, ?> || value instanceof List<?>) {
        return above >= depth ? tooDeep : inside(value, above + 1);
      }
      return counted(value == null ? 0 : Octets.of(value.toString()));
    }

    private @Nullable Decision inside(Object value, int level) {
      // The arguments themselves are one object, whatever a client sends.
      Decision refusal = level == 1 ? null : counted(1);
      if (refusal != null) {
        return refusal;
      }
      return value instanceof Map<?, ?> members
          ? members(members, level)
          : items((List<?>) value, level);
    }

    private @Nullable Decision members(Map<?, ?> members, int level) {
      Decision refusal = null;
      for (Map.Entry<?, ?> member : members.entrySet()) {
        refusal = counted(Octets.of(String.valueOf(member.getKey())));
        refusal = refusal == null ? refusal(member.getValue(), level) : refusal;
        if (refusal != null) {
          break;
        }
      }
      return refusal;
    }

    private @Nullable Decision items(List<?> items, int level) {
      for (Object item : items) {
        Decision refusal = refusal(item, level);
        if (refusal != null) {
          return refusal;
        }
      }
      return null;
    }

    /**
     * Each name, value, object and list is at least one, so that there can't be any number of empty
     * ones.
     */
    private @Nullable Decision counted(long octets) {
      seen += Math.max(octets, 1);
      return seen > size ? tooLarge : null;
    }
  }
}
