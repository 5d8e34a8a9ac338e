package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Glob;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.PrimitivePolicy;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code tools}, {@code resources} or {@code prompts}, compiled.
 *
 * @param text the name or pattern as written
 * @param virtual whether it is the name of one of the several that a tool is
 * @param use the decision on its use, where no other entry denies them
 * @param granted null where the entry denies it
 * @param rules of what is granted; null where the entry denies it
 * @param conditions what has to hold for a call; none where the entry denies it
 */
record PrimitiveEntry(
    Glob name,
    String text,
    boolean virtual,
    Decision use,
    PrimitivePolicy.@Nullable Granted granted,
    @Nullable EntryRules rules,
    EntryConditions conditions)
    implements Comparable<PrimitiveEntry> {

  @Nullable Mode mode() {
    return granted == null ? null : granted.mode();
  }

  OnDenied onDenied() {
    return granted == null ? OnDenied.CONTINUE : granted.onDenied();
  }

  /** Whether which of two comes first says nothing. */
  boolean isAsSpecificAs(PrimitiveEntry other) {
    return name.isLiteral() == other.name.isLiteral()
        && name.specificity() == other.name.specificity();
  }

  /** The more specific first; of two that are equally so, either, but always the same. */
  @Override
  public int compareTo(PrimitiveEntry other) {
    if (name.isLiteral() != other.name.isLiteral()) {
      return name.isLiteral() ? -1 : 1;
    }
    int order = Integer.compare(other.name.specificity(), name.specificity());
    return order == 0 ? text.compareTo(other.text) : order;
  }
}
