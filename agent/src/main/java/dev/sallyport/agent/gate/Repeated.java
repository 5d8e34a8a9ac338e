package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Decided;
import dev.sallyport.agent.context.Shadow;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Repetition;
import org.jspecify.annotations.Nullable;

/** A decision to go on, remembered for when the same is asked again. */
final class Repeated extends Decided.Answer {
  private final Repetition repetition;
  private final @Nullable Shadow shadow;

  /**
   * One that was made now.
   *
   * @param shadow the policy that it was compared with; null for none
   */
  Repeated(
      Enum<?> kind, Object what, int number, Entry.DecisionMade first, @Nullable Shadow shadow) {
    super(kind, what, number);
    this.repetition = new Repetition(first);
    this.shadow = shadow;
  }

  /**
   * What was answered when the same was asked before, or null.
   *
   * @param decided null where every operation is decided by itself
   */
  static @Nullable Repeated find(@Nullable Decided decided, Enum<?> kind, Object what, int number) {
    return decided == null ? null : (Repeated) decided.find(kind, what, number);
  }

  Repetition repetition() {
    return repetition;
  }

  @Nullable Shadow shadow() {
    return shadow;
  }
}
