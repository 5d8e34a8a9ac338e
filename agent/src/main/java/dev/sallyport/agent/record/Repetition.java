package dev.sallyport.agent.record;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A decision that is made again: counted by whoever makes it, and recorded in bulk by the recorder,
 * so that repeating an operation neither allocates nor fills the queue.
 */
public final class Repetition implements Entry {
  private final DecisionMade first;
  private final AtomicInteger untold = new AtomicInteger();
  private final AtomicBoolean queued = new AtomicBoolean();

  /**
   * @param first as it was recorded
   */
  public Repetition(DecisionMade first) {
    this.first = first;
  }

  public DecisionMade first() {
    return first;
  }

  @Override
  public long time() {
    return first.time();
  }

  /** Counts one more; whether the recorder has yet to be told that there is something to tell. */
  public boolean again() {
    untold.incrementAndGet();
    return !queued.get() && queued.compareAndSet(false, true);
  }

  /** All that was counted since it was told last. */
  int take() {
    // In this order: what is counted in between is told once more, never forgotten.
    queued.set(false);
    return untold.getAndSet(0);
  }

  /** The record of all that was counted since it was told last, or null. */
  public @Nullable DecisionMade told(long time) {
    int times = take();
    return times == 0 ? null : first.again(time, times);
  }
}
