package dev.sallyport.policy.model;

import java.util.List;

/**
 * What the arguments of a tool may be.
 *
 * @param others whether there may be such that no rule is about
 */
public record ArgumentRules(List<Entry<ArgumentRule>> rules, boolean others) {
  public ArgumentRules {
    rules = List.copyOf(rules);
  }
}
