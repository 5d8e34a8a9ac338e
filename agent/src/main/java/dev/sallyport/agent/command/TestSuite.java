package dev.sallyport.agent.command;

import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.read.Fixture;
import java.util.List;

/**
 * What came of the tests of one file.
 *
 * @param name of the file
 */
record TestSuite(String name, List<Result> results) {

  /** What came of one test. */
  record Result(Fixture fixture, Decision decision) {

    /** Whether it is as expected, as far as the test says. */
    boolean holds() {
      return decision.verdict() == fixture.verdict()
          && (fixture.rule() == null || decision.rule().path().equals(fixture.rule()))
          && (fixture.reason() == null || decision.reason() == fixture.reason());
    }

    /** What the test says, such as {@code deny by tools.t (not-granted)}. */
    String expected() {
      StringBuilder text = new StringBuilder(Words.of(fixture.verdict()));
      if (fixture.rule() != null) {
        text.append(" by ").append(fixture.rule());
      }
      if (fixture.reason() != null) {
        text.append(" (").append(Words.of(fixture.reason())).append(')');
      }
      return Printable.of(text.toString());
    }
  }

  static TestSuite run(String name, List<Fixture> fixtures, Engine engine) {
    return new TestSuite(
        name,
        fixtures.stream()
            .map(fixture -> new Result(fixture, engine.answer(fixture.question())))
            .toList());
  }

  List<Result> failures() {
    return results.stream().filter(result -> !result.holds()).toList();
  }
}
