package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a policy.
 *
 * @param policy null where, and only where, there are problems
 * @param problems in the order of the file
 */
public record Reading(@Nullable Policy policy, List<Problem> problems) {
  public Reading {
    problems = List.copyOf(problems);
    if ((policy == null) == problems.isEmpty()) {
      throw new IllegalArgumentException("either a policy or problems");
    }
  }
}
