package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A policy beside the one in force, that decides nothing, and how often it says something else.
 * Safe for any thread.
 */
public final class Shadow {
  private final Engine engine;
  private final LongAdder same = new LongAdder();
  private final LongAdder allowed = new LongAdder();
  private final LongAdder denied = new LongAdder();
  private final LongAdder asked = new LongAdder();
  private final AtomicBoolean failed = new AtomicBoolean();

  public Shadow(Engine engine) {
    this.engine = engine;
  }

  public Engine engine() {
    return engine;
  }

  /**
   * A decision was compared.
   *
   * @param otherwise what it would be by this policy; null for the same
   */
  public void count(@Nullable Decision otherwise) {
    if (otherwise == null) {
      same.increment();
      return;
    }
    switch (otherwise.verdict()) {
      case ALLOW -> allowed.increment();
      case DENY -> denied.increment();
      case APPROVE -> asked.increment();
    }
  }

  /** How many decisions were compared, by what came of it. */
  public Map<String, String> counts() {
    return new TreeMap<>(
        Map.of(
            "same",
            Long.toString(same.sum()),
            "wouldAllow",
            Long.toString(allowed.sum()),
            "wouldDeny",
            Long.toString(denied.sum()),
            "wouldAsk",
            Long.toString(asked.sum())));
  }

  /** It could not be evaluated; whether that is the first time. */
  public boolean fails() {
    return failed.compareAndSet(false, true);
  }
}
