package dev.sallyport.policy.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
  private static final Source SOURCE = new Source("policy.yaml", "sallyport: 1\r\n\tmod: audit\nx");

  @Test
  void render_problem_showsWhereAndWhatToDo() {
    Problem problem =
        new Problem(
            "unknown-key",
            "`mod` is not a key of a policy",
            new Span(2, 2, 3),
            "did you mean `mode`?");

    assertThat(ProblemText.render(SOURCE, problem))
        .isEqualTo(
            """
            error[unknown-key]: `mod` is not a key of a policy
              --> policy.yaml:2:2
            2 | \tmod: audit
              | \t^^^
              = help: did you mean `mode`?
            """);
  }

  @Test
  void render_nothingToDo_hasNoHelp() {
    assertThat(ProblemText.render(SOURCE, new Problem("c", "m", new Span(1, 1, 9), "")))
        .doesNotContain("help");
  }

  @Test
  void render_spanPastTheEnd_underlinesOneColumn() {
    assertThat(ProblemText.render(SOURCE, new Problem("c", "m", new Span(3, 2, 5), "")))
        .endsWith("3 | x\n  |  ^\n");
    assertThat(ProblemText.render(SOURCE, new Problem("c", "m", new Span(9, 1, 5), "")))
        .endsWith("9 | \n  | ^\n");
  }

  @Test
  void render_problems_emptyLineBetween() {
    Problem problem = new Problem("c", "m", new Span(3, 1, 1), "");

    assertThat(ProblemText.render(SOURCE, List.of(problem, problem)))
        .isEqualTo(
            ProblemText.render(SOURCE, problem) + "\n" + ProblemText.render(SOURCE, problem));
  }
}
