package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Decided;
import dev.sallyport.agent.context.Total;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.policy.decide.Direction;
import dev.sallyport.policy.decide.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a call may send, receive and read from files, by itself and together with others
 * of its session or caller. What is over is recorded once for each call and direction, and every
 * read or write after it fails.
 */
final class Caps {
  private final Checkpoint checkpoint;

  Caps(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** What is known of one context in one direction. */
  private static final class Cap extends Decided.Answer {
    /** What the call may move by itself; {@link Long#MAX_VALUE} where that has no limit. */
    final long most;

    /** What it counts for beside that. */
    final List<Total> totals;

    volatile boolean spent;
    volatile @Nullable Refusal refusal;

    Cap(Direction direction, long most, List<Total> totals) {
      super(direction, Cap.class, 0);
      this.most = most;
      this.totals = totals;
    }

    boolean counts() {
      return most != Long.MAX_VALUE || !totals.isEmpty();
    }

    @Nullable Total exceeded(long more) {
      for (Total total : totals) {
        if (total.moved().get() + more > total.most()) {
          return total;
        }
      }
      return null;
    }

    void add(long bytes) {
      for (Total total : totals) {
        total.moved().addAndGet(bytes);
      }
    }
  }

  /** Whether it matters what a call moves that way. */
  boolean count(Context context, Call call, Direction direction) {
    return cap(context, call, direction).counts();
  }

  /**
   * A call is about to move bytes, which are added once they were.
   *
   * @param hook the id of the row
   */
  @Nullable Refusal moving(
      String hook, Context context, Call call, Direction direction, long bytes) {
    Cap cap = cap(context, call, direction);
    return cap.counts()
        ? decide(hook, context, direction, cap, call.moved(direction).get() + bytes, bytes)
        : null;
  }

  void moved(Context context, Call call, Direction direction, long bytes) {
    call.moved(direction).addAndGet(bytes);
    cap(context, call, direction).add(bytes);
  }

  /** Bytes are there for a call, which has not got them yet. */
  @Nullable Refusal got(String hook, Context context, Call call, Direction direction, long bytes) {
    long all = call.moved(direction).addAndGet(bytes);
    Cap cap = cap(context, call, direction);
    if (!cap.counts()) {
      return null;
    }
    cap.add(bytes);
    return decide(hook, context, direction, cap, all, /* more= */ 0);
  }

  private Cap cap(Context context, Call call, Direction direction) {
    Cap known = (Cap) context.decided().find(direction, Cap.class, 0);
    if (known != null) {
      return known;
    }
    List<Total> totals = new ArrayList<>();
    for (Total total : call.totals()) {
      if (total.direction() == direction) {
        totals.add(total);
      }
    }
    Cap cap = new Cap(direction, most(context, direction), totals);
    context.decided().remember(cap);
    Cap first = (Cap) context.decided().find(direction, Cap.class, 0);
    return first == null ? cap : first;
  }

  /** Found once, by halves, so that nothing is allocated each time something is moved. */
  private long most(Context context, Direction direction) {
    if (allows(context, direction, Long.MAX_VALUE)) {
      return Long.MAX_VALUE;
    }
    if (!allows(context, direction, 0)) {
      return -1;
    }
    long most = 0;
    long beyond = Long.MAX_VALUE;
    while (beyond - most > 1) {
      long between = most + (beyond - most) / 2;
      if (allows(context, direction, between)) {
        most = between;
      } else {
        beyond = between;
      }
    }
    return most;
  }

  private boolean allows(Context context, Direction direction, long bytes) {
    return !checkpoint.denies(context, new Request.Transfer(direction, bytes));
  }

  /**
   * Decides on what a call moves.
   *
   * @param bytes all that it moves by itself
   * @param more of them that are not in the totals yet
   */
  private @Nullable Refusal decide(
      String hook, Context context, Direction direction, Cap cap, long bytes, long more) {
    if (cap.spent) {
      return cap.refusal;
    }
    boolean over = bytes > cap.most || checkpoint.disarmed(context);
    Total total = over ? null : cap.exceeded(more);
    if (!over && total == null) {
      return null;
    }
    Subject subject = subject(direction, hook);
    Refusal refusal =
        total == null
            ? checkpoint.pass(
                context, new Request.Transfer(direction, bytes), subject, word(direction))
            : checkpoint.settle(context, total.beyond(), subject, word(direction));
    cap.refusal = refusal;
    cap.spent = true;
    return refusal;
  }

  private static Subject subject(Direction direction, String hook) {
    return switch (direction) {
      case SENT -> new Subject("network", "send", hook);
      case RECEIVED -> new Subject("network", "receive", hook);
      case READ -> new Subject("file", "read", hook);
      case ANSWERED -> throw new IllegalStateException(hook);
    };
  }

  private static String word(Direction direction) {
    return switch (direction) {
      case SENT -> "bytes sent";
      case RECEIVED -> "bytes received";
      case READ -> "bytes read";
      case ANSWERED -> "bytes answered";
    };
  }
}
