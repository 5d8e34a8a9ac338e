package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionCheckTest {
  @TempDir Path directory;

  @Test
  void policy_isReadFirst_andItsConditionsAreCheckedLater() throws Exception {
    Path policy = directory.resolve("policy.yaml");
    Files.writeString(
        policy, "sallyport: 1\ntools:\n  a: { when: tool == env.NAME }\n  b: { when: tol }\n");

    PolicyFile read =
        PolicyFile.readAtStart(
            PolicySource.of(policy.toString(), Map.of("NAME", "a"), new Properties()));

    assertThat(read.problem()).isNull();
    assertThat(ConditionCheck.problems(read.policy()))
        .containsExactly("tools.b.when on line 4: `tol` is no variable");
  }
}
