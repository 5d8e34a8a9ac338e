package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Decided;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.policy.decide.Direction;
import dev.sallyport.policy.decide.Request;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a call may send and receive. What is over is recorded once for each call and
 * direction, and every read or write after it fails.
 */
final class Caps {
  private final Checkpoint checkpoint;

  Caps(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** What is known of one context in one direction. */
  private static final class Cap extends Decided.Answer {
    /** Whether there is a limit at all. */
    final boolean limited;

    volatile boolean spent;
    volatile @Nullable Refusal refusal;

    Cap(Direction direction, boolean limited) {
      super(direction, Cap.class, 0);
      this.limited = limited;
    }
  }

  /**
   * A call is about to send.
   *
   * @param hook the id of the row
   */
  @Nullable Refusal sending(String hook, Context context, Call call, int bytes) {
    Cap cap = cap(context, Direction.SENT);
    return cap.limited
        ? decide(hook, context, Direction.SENT, cap, call.sent().get() + bytes)
        : null;
  }

  void sent(Context context, Call call, int bytes) {
    if (cap(context, Direction.SENT).limited) {
      call.sent().addAndGet(bytes);
    }
  }

  /** Bytes arrived for a call, which has not got them yet. */
  @Nullable Refusal received(String hook, Context context, Call call, int bytes) {
    Cap cap = cap(context, Direction.RECEIVED);
    if (!cap.limited) {
      return null;
    }
    AtomicLong received = call.received();
    return decide(hook, context, Direction.RECEIVED, cap, received.addAndGet(bytes));
  }

  private Cap cap(Context context, Direction direction) {
    Cap known = (Cap) context.decided().find(direction, Cap.class, 0);
    if (known != null) {
      return known;
    }
    boolean limited = checkpoint.denies(context, new Request.Transfer(direction, Long.MAX_VALUE));
    Cap cap = new Cap(direction, limited);
    context.decided().remember(cap);
    Cap first = (Cap) context.decided().find(direction, Cap.class, 0);
    return first == null ? cap : first;
  }

  private @Nullable Refusal decide(
      String hook, Context context, Direction direction, Cap cap, long bytes) {
    if (cap.spent) {
      return cap.refusal;
    }
    Request request = new Request.Transfer(direction, bytes);
    if (!checkpoint.denies(context, request)) {
      return null;
    }
    Refusal refusal = checkpoint.pass(context, request, subject(direction, hook), word(direction));
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
