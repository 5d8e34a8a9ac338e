package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Requirement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has to have succeeded before a call. */
final class RequirementCheck implements CallCheck {
  private final Entry<Requirement> written;
  private final Decision missing;

  RequirementCheck(Entry<Requirement> written) {
    this.written = written;
    this.missing = Decisions.denied(written, Reason.SEQUENCE);
  }

  /** Arguments that can't be told are the same as no others. */
  @Override
  public @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    Map<?, ?> arguments = call.arguments() == null ? Map.of() : call.arguments();
    return circumstances.past().has(written, arguments) ? null : missing;
  }
}
