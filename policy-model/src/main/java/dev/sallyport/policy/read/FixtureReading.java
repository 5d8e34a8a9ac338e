package dev.sallyport.policy.read;

import dev.sallyport.policy.source.Problem;
import java.util.List;

/**
 * What came of reading the tests of a policy.
 *
 * @param fixtures empty where there are problems
 * @param problems in the order of the file
 */
public record FixtureReading(List<Fixture> fixtures, List<Problem> problems) {
  public FixtureReading {
    fixtures = List.copyOf(fixtures);
    problems = List.copyOf(problems);
  }
}
