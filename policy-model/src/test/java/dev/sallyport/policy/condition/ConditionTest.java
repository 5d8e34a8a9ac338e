package dev.sallyport.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final Facts NOTHING = variable -> null;

  @Test
  void environment_isReadByName_once() {
    List<String> asked = new ArrayList<>();
    Condition condition =
        new Condition(
            "env.STAGE == \"prod\" && !(\"OTHER\" in env)",
            name -> {
              asked.add(name);
              return Map.of("STAGE", "prod").get(name);
            });
    assertThat(asked).isEmpty();
    assertThat(condition.check()).isEmpty();
    assertThat(condition.evaluate(NOTHING)).isEqualTo(Outcome.HOLDS);
    assertThat(condition.evaluate(NOTHING)).isEqualTo(Outcome.HOLDS);
    assertThat(asked).containsExactly("OTHER", "STAGE");
  }

  @Test
  void environment_withoutThatName_cannotBeTold() {
    Condition condition = new Condition("env.STAGE != \"prod\"", name -> null);
    assertThat(condition.evaluate(NOTHING)).isEqualTo(Outcome.ERROR);
  }

  @Test
  void condition_withAMistake_neverHolds() {
    Condition condition = new Condition("true || tol", name -> null);
    assertThat(condition.check()).hasSize(1);
    assertThat(condition.evaluate(NOTHING)).isEqualTo(Outcome.ERROR);
  }

  @Test
  void search_isAsContains() {
    for (String text : List.of("", "ab".repeat(60), "aab".repeat(50), "x")) {
      for (String part :
          List.of("", "a", "ab".repeat(30), "ba".repeat(20) + "b", "aab".repeat(51))) {
        assertThat(Search.contains(text, part)).isEqualTo(text.contains(part));
      }
    }
  }
}
