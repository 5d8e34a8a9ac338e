package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;
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

        @Override
        public boolean began(NameGlob tool) {
          return false;
        }
      };

  /**
   * Whether what is required succeeded.
   *
   * @param arguments of the call that requires it
   */
  boolean has(Entry<Requirement> requirement, Map<?, ?> arguments);

  /** Whether a call of such a tool went on, or may have. */
  boolean began(NameGlob tool);
}
