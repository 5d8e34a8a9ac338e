package dev.sallyport.agent.start;

import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.model.Policy;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * A policy where no server runs. No path is resolved, so that the answers are the same on every
 * machine: the policy's own are taken for real ones.
 */
public final class Unattended {
  private Unattended() {}

  /**
   * Compiles it.
   *
   * @param properties of the JVM whose own files every tool may read
   */
  public static Engine engine(Policy policy, Properties properties) {
    return Engine.compile(
        policy,
        new Surroundings(
            UnaryOperator.identity(),
            RuntimeFiles.ofJdk(properties),
            /* keptFiles= */ List.of(),
            OwnFiles.CLOSED));
  }
}
