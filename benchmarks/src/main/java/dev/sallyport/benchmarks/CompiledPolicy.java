package dev.sallyport.benchmarks;

import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the text of a policy to what decides, on a machine without links and variables. */
final class CompiledPolicy {
  private CompiledPolicy() {}

  static Engine of(String text) {
    Source source = new Source("policy.yaml", text);
    Reading reading = PolicyReader.read(source, new NoVariables());
    if (reading.policy() == null) {
      throw new IllegalStateException(ProblemText.render(source, reading.problems()));
    }
    return Engine.compile(
        reading.policy(), new Surroundings(path -> path, List.of(), List.of(), List.of()));
  }

  /** The policy names none. */
  private static final class NoVariables implements Variables {
    @Override
    public @Nullable String env(String name) {
      return null;
    }

    @Override
    public @Nullable String property(String name) {
      return null;
    }
  }
}
