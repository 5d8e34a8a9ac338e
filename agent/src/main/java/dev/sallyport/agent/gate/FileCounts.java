package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Decided;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import org.jspecify.annotations.Nullable;

/**
 * How many different files a call may read, change or remove. The first that is one too many is
 * recorded, and every one after it fails; those before it may be used on.
 */
final class FileCounts {
  private final Checkpoint checkpoint;

  FileCounts(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** What is known of one context. */
  private static final class Count extends Decided.Answer {
    final boolean limited;
    volatile boolean spent;
    volatile @Nullable Refusal refusal;

    Count(boolean limited) {
      super(FileOperation.READ, Count.class, 0);
      this.limited = limited;
    }
  }

  /**
   * A call is about to touch a file, which was not decided on yet. What is not granted, and what
   * the JVM itself needs, does not count.
   */
  @Nullable Refusal touching(String hook, @Nullable Context context, Request.File file) {
    Call call = context == null ? null : context.call();
    boolean looks =
        file.operation() == FileOperation.STAT || file.operation() == FileOperation.LIST;
    if (context == null || call == null || looks || !count(context).limited) {
      return null;
    }
    if (checkpoint.judge(context, file).reason() != Reason.GRANTED) {
      return null;
    }
    Request touch = new Request.Touch(call.touches(file.real()));
    return checkpoint.denies(context, touch) ? refusal(hook, context, touch) : null;
  }

  private @Nullable Refusal refusal(String hook, Context context, Request touch) {
    Count count = count(context);
    if (!count.spent) {
      Subject subject = new Subject("file", "touch", hook);
      count.refusal = checkpoint.pass(context, touch, subject, "files touched");
      count.spent = true;
    }
    return count.refusal;
  }

  private Count count(Context context) {
    Count known = (Count) context.decided().find(FileOperation.READ, Count.class, 0);
    if (known != null) {
      return known;
    }
    Count count = new Count(checkpoint.denies(context, new Request.Touch(Integer.MAX_VALUE)));
    context.decided().remember(count);
    Count first = (Count) context.decided().find(FileOperation.READ, Count.class, 0);
    return first == null ? count : first;
  }
}
