package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a policy.
 *
 * @param policy null where, and only where, there are problems
 * @param mode what the file says of its mode, if it has that much, whatever else is wrong
 * @param lasting what it says under each of the keys that can't change while a server runs, in a
 *     text that is the same where they say the same; of those that are written
 * @param problems in the order of the file, of the policies that it extends first
 * @param sources the policy's text, and those of the policies that it extends, each before what it
 *     extends in turn
 */
public record Reading(
    @Nullable Policy policy,
    @Nullable Mode mode,
    Map<String, Entry<String>> lasting,
    List<Problem> problems,
    List<Source> sources) {
  public Reading {
    lasting = Map.copyOf(lasting);
    problems = List.copyOf(problems);
    sources = List.copyOf(sources);
    if ((policy == null) == problems.isEmpty()) {
      throw new IllegalArgumentException("either a policy or problems");
    }
  }
}
