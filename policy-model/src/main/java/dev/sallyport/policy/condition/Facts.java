package dev.sallyport.policy.condition;

import org.jspecify.annotations.Nullable;

/** What is known of one call. Asked only for what a condition needs. */
public interface Facts {

  /**
   * The value of a variable: a text, a set of texts, a map, a duration or an instant.
   *
   * @return null where it is not known and nothing empty can stand for it
   */
  @Nullable Object get(Variable variable);
}
