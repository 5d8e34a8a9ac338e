package dev.sallyport.policy.check;

import dev.sallyport.policy.model.DefaultAccess;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Span;
import java.util.List;

/** What is not listed may be used. */
final class OpenDefault {
  private OpenDefault() {}

  static List<Problem> of(Policy policy) {
    Entry<DefaultAccess> open = null;
    for (Policy layer = policy; layer != null; layer = layer.narrows()) {
      Entry<DefaultAccess> access = layer.defaultAccess();
      boolean left = layer.narrows() != null && access.span().equals(Span.NOWHERE);
      if (!left && access.value() != DefaultAccess.ALLOW) {
        return List.of();
      }
      open = open == null && !left ? access : open;
    }
    return open == null
        ? List.of()
        : List.of(
            new Problem(
                "open-default",
                "what is not listed may be used",
                open.span(),
                "leave it out, and list what may be used"));
  }
}
