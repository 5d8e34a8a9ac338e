package dev.sallyport.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionProblemsTest {
  private static final String TOOL = "sallyport: 1\ntools:\n  t:\n";

  private static List<Problem> problems(String keys) {
    return PolicyReader.read(new Source("policy.yaml", TOOL + keys), TestVariables.none())
        .problems();
  }

  private static Problem problem(String keys) {
    List<Problem> problems = problems(keys);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).code()).isEqualTo("bad-condition");
    return problems.get(0);
  }

  /** What is underlined. */
  private static String marked(String keys) {
    Problem problem = problem(keys);
    String line = new Source("", TOOL + keys).line(problem.span().line());
    int start = problem.span().column() - 1;
    return line.substring(start, start + problem.span().length());
  }

  @Test
  void condition_thatIsRight_isNoProblem() {
    assertThat(problems("    when: caller.role == \"reviewer\" && size(args.body) < 4000\n"))
        .isEmpty();
    assertThat(problems("    when: args.list.exists(x, x.name == tool)\n")).isEmpty();
    assertThat(problems("    when: env.STAGE == \"prod\" || \"CI\" in env || env[\"A\"] == \"\"\n"))
        .isEmpty();
  }

  @Test
  void variable_thatIsNotThere_hasItsNearest() {
    Problem problem = problem("    when: tool == \"t\" && caller.rol == \"x\"\n");
    assertThat(problem.message()).isEqualTo("`caller.rol` is no variable");
    assertThat(problem.help()).isEqualTo("did you mean `caller.role`?");
    assertThat(problem("    when: tool.startWith(\"t\")\n").help())
        .isEqualTo("did you mean `startsWith`?");
    assertThat(problem("    when: zzzzzz\n").help()).startsWith("there are `tool`, `args`");
  }

  @Test
  void place_isFound_howeverYamlWritesIt() {
    assertThat(marked("    when: tool == \"t\" && tol == \"t\"\n")).isEqualTo("tol");
    assertThat(marked("    when: 'tool == \"t\" && tol == \"t\"'\n")).isEqualTo("tol");
    assertThat(marked("    when: |\n      tool == \"t\" &&\n        tol == \"t\"\n"))
        .isEqualTo("tol");
    assertThat(marked("    when: >-\n      tool == \"t\" &&\n      tol == \"t\"\n"))
        .isEqualTo("tol");
    assertThat(marked("    when: tool == \"t\" &&\n      tol == \"t\"\n")).isEqualTo("tol");
    assertThat(problem("    when: \"tool == \\\"t\\\" && tol == \\\"t\\\"\"\n").span().line())
        .isEqualTo(4);
  }

  @Test
  void types_areChecked() {
    assertThat(problem("    when: tool == 1\n").message()).contains("no matching overload");
    assertThat(problem("    when: size(tool)\n").message()).contains("bool");
    assertThat(problem("    when: session.age < 5\n").message()).contains("no matching overload");
    assertThat(problem("    when: tool ==\n").message()).contains("mismatched input");
  }

  @Test
  void environment_isAskedForWrittenNamesOnly() {
    assertThat(problem("    when: env[args.name] == \"x\"\n").message()).contains("written out");
    assertThat(problem("    when: env.all(k, k != \"x\")\n").message()).contains("written out");
  }

  @Test
  void pattern_isWrittenOut_andRe2() {
    assertThat(problem("    when: tool.matches(args.pattern)\n").message())
        .contains("not written out");
    assertThat(problem("    when: tool.matches(\"(?=a)\")\n").message()).contains("RE2");
  }

  @Test
  void variableOfThePolicy_isNotRead_asAnExpression() {
    Source source = new Source("policy.yaml", TOOL + "    when: tool == \"${env:NAME}\"\n");
    List<Problem> problems =
        PolicyReader.read(source, TestVariables.env("NAME", "x\" || true || \"")).problems();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).help()).isEqualTo("write `env.NAME` in the expression");
  }

  @Test
  void reading_withoutConditions_leavesThemToTheCheck() {
    Source source = new Source("policy.yaml", TOOL + "    when: tol\n");
    Reading reading =
        PolicyReader.readButConditions(source, TestVariables.none(), (reference, from) -> source);
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.policy().conditions())
        .singleElement()
        .satisfies(condition -> assertThat(condition.value().check()).hasSize(1));
  }

  @Test
  void condition_ofABase_hasItsPlaceThere() {
    Source base = new Source("base.yaml", "# a line\n" + TOOL + "    when: args.a == tol\n");
    Source overlay = new Source("policy.yaml", "sallyport: 1\nextends: base.yaml\n");

    Reading reading = PolicyReader.read(overlay, TestVariables.none(), (reference, from) -> base);

    assertThat(reading.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.span().file()).isEqualTo("base.yaml");
              assertThat(problem.span().in(reading.sources()).line(problem.span().line()))
                  .contains("args.a == tol");
            });
  }
}
