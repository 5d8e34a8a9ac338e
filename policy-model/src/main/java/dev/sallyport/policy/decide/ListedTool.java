package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.ToolPolicy;

/** One entry of {@code tools}. */
record ListedTool(NameGlob name, String text, Entry<ToolPolicy> entry)
    implements Comparable<ListedTool> {

  /** The more specific first; of two that are equally so, either, but always the same. */
  @Override
  public int compareTo(ListedTool other) {
    if (name.isLiteral() != other.name.isLiteral()) {
      return name.isLiteral() ? -1 : 1;
    }
    int order = Integer.compare(other.name.specificity(), name.specificity());
    return order == 0 ? text.compareTo(other.text) : order;
  }
}
