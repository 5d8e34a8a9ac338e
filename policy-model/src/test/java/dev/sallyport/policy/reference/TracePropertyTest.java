package dev.sallyport.policy.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Trace;
import dev.sallyport.policy.decide.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A trace ends in the engine's decision, and what it shows on the way says nothing else. */
class TracePropertyTest {
  private static final int CASES = Integer.getInteger("sallyport.cases", 100_000) / 5;

  /** So many questions about one policy, whose reading costs more than they do. */
  private static final int QUESTIONS = 8;

  @Test
  void trace_ofAnyQuestion_leadsToTheDecision() {
    long seed = Long.getLong("sallyport.seed", 7);
    Random random = new Random(seed);
    Cases cases = new Cases(random);
    for (int i = 0; i < CASES; i += QUESTIONS) {
      Map<String, Object> policy = cases.policy();
      Engine engine = DifferentialTest.engine(policy);
      assertThat(engine).as("read, seed %d", seed).isNotNull();
      for (int j = 0; j < QUESTIONS; j++) {
        Question question = question(cases, engine, random);
        Decision decision = engine.answer(question);
        assertThat(mistake(engine.trace(question), decision))
            .as(() -> "seed " + seed + ", " + question + ": " + decision + Tree.write(policy))
            .isEmpty();
      }
    }
  }

  private static Question question(Cases cases, Engine engine, Random random) {
    Principal principal = cases.principal();
    // What may not be used touches nothing.
    boolean touches =
        !(principal instanceof Principal.Primitive of)
            || !engine.decideWithoutConditions(of, null, null).denies();
    if (random.nextInt(3) == 0 && touches) {
      return new Question.OfOperation(principal, cases.touch());
    }
    return new Question.OfUse(
        cases.invocation(), cases.circumstances(), random.nextInt(3) == 0 ? null : cases.touch());
  }

  private static String mistake(Trace trace, Decision decision) {
    List<Trace.Step> steps = trace.steps();
    if (!trace.decision().equals(decision)) {
      return "decides " + trace.decision();
    }
    Trace.Step made = null;
    for (Trace.Step step : steps) {
      boolean decides = step.decision().equals(decision);
      if (step.decision().verdict() == Verdict.DENY && made == null && !decides) {
        return "something else denied before: " + steps;
      }
      made = made == null && decides ? step : made;
    }
    if (made == null) {
      return "nothing decides: " + steps;
    }
    return made.kind() == Trace.Kind.UNCOVERED && decision.reason() != Reason.NOT_GRANTED
        ? "what decides is not shown: " + steps
        : "";
  }
}
