package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Requirement;
import java.util.Map;

/** What happened in a session before something is asked for in it. */
public interface Past {
  /** Nothing, or nobody knows. */
  Past NOTHING =
      new Past() {
        @Override
        public boolean has(Entry<Requirement> requirement, Map<?, ?> arguments) {
          return false;
        }
      };

  /**
   * Whether what is required succeeded.
   *
   * @param arguments of the call that requires it
   */
  boolean has(Entry<Requirement> requirement, Map<?, ?> arguments);
}
