package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Requirement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has to have succeeded before a call. */
final class RequirementCheck {
  private final Entry<Requirement> written;
  private final Decision missing;

  RequirementCheck(Entry<Requirement> written) {
    this.written = written;
    this.missing = Decisions.denied(written, Reason.SEQUENCE);
  }

  /** The denial of a call with these arguments after that past; null where it may run. */
  @Nullable Decision refusal(Map<?, ?> arguments, Past past) {
    return past.has(written, arguments) ? null : missing;
  }
}
