package dev.sallyport.agent.limit;

import dev.sallyport.policy.match.NameGlob;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which calls went on in a session, by the patterns of a policy that their tools fit. Nothing of it
 * is forgotten while the session lasts, as a policy has but so many patterns. Safe for any thread.
 */
public final class Begun {
  private final boolean isNew;
  private final Set<String> patterns = new HashSet<>(4);

  /**
   * Of a session.
   *
   * @param isNew whether it is known that there was none of its key before; else any call may have
   *     gone on
   */
  Begun(boolean isNew) {
    this.isNew = isNew;
  }

  synchronized void add(List<NameGlob> fitting) {
    for (NameGlob pattern : fitting) {
      patterns.add(pattern.toString());
    }
  }

  synchronized boolean has(NameGlob pattern) {
    return !isNew || patterns.contains(pattern.toString());
  }
}
