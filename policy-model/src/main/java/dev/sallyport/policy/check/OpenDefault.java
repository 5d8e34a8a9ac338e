package dev.sallyport.policy.check;

import dev.sallyport.policy.model.DefaultAccess;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Problem;
import java.util.List;

/** What is not listed may be used. */
final class OpenDefault {
  private OpenDefault() {}

  static List<Problem> of(Policy policy) {
    return policy.defaultAccess().value() == DefaultAccess.ALLOW
        ? List.of(
            new Problem(
                "open-default",
                "what is not listed may be used",
                policy.defaultAccess().span(),
                "leave it out, and list what may be used"))
        : List.of();
  }
}
