package dev.sallyport.policy.fuzz;

import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any text is a policy that can be compiled, or has problems that can be shown. */
public final class ReaderFuzz {
  private static final Variables NAMED =
      new Variables() {
        @Override
        public @Nullable String env(String name) {
          return name.startsWith("A") ? "/a/*{b}" : null;
        }

        @Override
        public @Nullable String property(String name) {
          return null;
        }
      };

  private static final Surroundings NOTHING =
      new Surroundings(path -> path, List.of(), List.of(), List.of());

  private ReaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Source source = new Source("policy.yaml", new String(input, StandardCharsets.UTF_8));
    Reading reading = PolicyReader.read(source, NAMED);
    if (reading.policy() != null) {
      Engine.compile(reading.policy(), NOTHING);
    } else if (reading.problems().isEmpty()
        || ProblemText.render(source, reading.problems()).isBlank()) {
      throw new AssertionError("neither a policy nor a problem");
    }
  }
}
