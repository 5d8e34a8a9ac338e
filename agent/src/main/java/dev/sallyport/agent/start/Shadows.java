package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Shadow;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Surroundings;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Has a policy evaluated beside the one in force, where that one names it. */
record Shadows(Recording recording, PrintStream err) {

  /**
   * What is to be evaluated from now on; null for nothing. One that can't be used changes nothing.
   *
   * @param policy the one that is put in force
   * @param last what was evaluated before; null for nothing
   */
  @Nullable Shadow of(PolicyFile policy, Surroundings surroundings, @Nullable Shadow last) {
    PolicyFile found = policy.shadow();
    if (found == null) {
      return null;
    }
    if (found.problem() != null) {
      refuse(found, found.problem(), last);
      return last;
    }
    try {
      return new Shadow(Engine.compile(found.policy(), found.digest(), surroundings));
    } catch (RuntimeException | StackOverflowError e) {
      refuse(found, e.toString(), last);
      return last;
    }
  }

  private void refuse(PolicyFile found, String problem, @Nullable Shadow last) {
    String stays = last == null ? "" : last.engine().digest();
    recording.shadowRefused(stays, found.texts().digest(), problem);
    err.println(
        "sallyport: the shadow is refused, "
            + (last == null ? "none is evaluated: " : "the last one stays: ")
            + problem);
  }
}
