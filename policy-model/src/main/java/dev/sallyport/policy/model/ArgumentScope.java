package dev.sallyport.policy.model;

import dev.sallyport.policy.match.ArgumentTemplate;
import dev.sallyport.policy.match.PathPattern;
import java.util.List;

/**
 * What some arguments of a call may name together.
 *
 * @param except what they may not, whatever {@code only} says
 */
public record ArgumentScope(
    ArgumentTemplate template, List<PathPattern> only, List<PathPattern> except) {
  public ArgumentScope {
    only = List.copyOf(only);
    except = List.copyOf(except);
  }
}
