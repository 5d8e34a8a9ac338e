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
 * How many bytes a call may send and receive, by itself and together with others of its session or
 * caller. What is over is recorded once for each call and direction, and every read or write after
 * it fails.
 */
final class Caps {
  private final Checkpoint checkpoint;

  Caps(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** What is known of one context in one direction. */
  private static final class Cap extends Decided.Answer {
    /** Whether the call by itself has a limit. */
    final boolean limited;

    /** What it counts for beside that. */
    final List<Total> totals;

    volatile boolean spent;
    volatile @Nullable Refusal refusal;

    Cap(Direction direction, boolean limited, List<Total> totals) {
      super(direction, Cap.class, 0);
      this.limited = limited;
      this.totals = totals;
    }

    boolean counts() {
      return limited || !totals.isEmpty();
    }

    @Nullable Total exceeded(long more) {
      for (Total total : totals) {
        if (total.moved().get() + more > total.most()) {
          return total;
        }
      }
      return null;
    }

    void add(int bytes) {
      for (Total total : totals) {
        total.moved().addAndGet(bytes);
      }
    }
  }

  /**
   * A call is about to send.
   *
   * @param hook the id of the row
   */
  @Nullable Refusal sending(String hook, Context context, Call call, int bytes) {
    Cap cap = cap(context, call, Direction.SENT);
    return cap.counts()
        ? decide(hook, context, Direction.SENT, cap, call.sent().get() + bytes, bytes)
        : null;
  }

  void sent(Context context, Call call, int bytes) {
    Cap cap = cap(context, call, Direction.SENT);
    if (cap.counts()) {
      call.sent().addAndGet(bytes);
      cap.add(bytes);
    }
  }

  /** Bytes arrived for a call, which has not got them yet. */
  @Nullable Refusal received(String hook, Context context, Call call, int bytes) {
    Cap cap = cap(context, call, Direction.RECEIVED);
    if (!cap.counts()) {
      return null;
    }
    cap.add(bytes);
    long received = call.received().addAndGet(bytes);
    return decide(hook, context, Direction.RECEIVED, cap, received, /* more= */ 0);
  }

  private Cap cap(Context context, Call call, Direction direction) {
    Cap known = (Cap) context.decided().find(direction, Cap.class, 0);
    if (known != null) {
      return known;
    }
    boolean limited = checkpoint.denies(context, new Request.Transfer(direction, Long.MAX_VALUE));
    List<Total> totals = new ArrayList<>();
    for (Total total : call.totals()) {
      if (total.direction() == direction) {
        totals.add(total);
      }
    }
    Cap cap = new Cap(direction, limited, totals);
    context.decided().remember(cap);
    Cap first = (Cap) context.decided().find(direction, Cap.class, 0);
    return first == null ? cap : first;
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
    Request request = new Request.Transfer(direction, bytes);
    boolean over = cap.limited && checkpoint.denies(context, request);
    Total total = over ? null : cap.exceeded(more);
    if (!over && total == null) {
      return null;
    }
    Subject subject = subject(direction, hook);
    Refusal refusal =
        total == null
            ? checkpoint.pass(context, request, subject, word(direction))
            : checkpoint.settle(context, total.beyond(), subject, word(direction));
    cap.refusal = refusal;
    cap.spent = true;
    return refusal;
  }

  private static Subject subject(Direction direction, String hook) {
    return new Subject("network", direction == Direction.SENT ? "send" : "receive", hook);
  }

  private static String word(Direction direction) {
    return direction == Direction.SENT ? "bytes sent" : "bytes received";
  }
}
