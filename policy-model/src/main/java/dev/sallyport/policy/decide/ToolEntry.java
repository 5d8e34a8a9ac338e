package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.ToolPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code tools}, compiled.
 *
 * @param text the name as written
 * @param call the decision of calls, where no other entry denies them
 * @param granted null where the entry denies the tool
 * @param rules of what is granted; null where the entry denies the tool
 */
record ToolEntry(
    NameGlob name,
    String text,
    Decision call,
    ToolPolicy.@Nullable Granted granted,
    @Nullable EntryRules rules)
    implements Comparable<ToolEntry> {

  @Nullable Mode mode() {
    return granted == null ? null : granted.mode();
  }

  OnDenied onDenied() {
    return granted == null ? OnDenied.CONTINUE : granted.onDenied();
  }

  /** The more specific first; of two that are equally so, either, but always the same. */
  @Override
  public int compareTo(ToolEntry other) {
    if (name.isLiteral() != other.name.isLiteral()) {
      return name.isLiteral() ? -1 : 1;
    }
    int order = Integer.compare(other.name.specificity(), name.specificity());
    return order == 0 ? text.compareTo(other.text) : order;
  }
}
