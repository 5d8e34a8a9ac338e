package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.TimeWindow;
import dev.sallyport.policy.model.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows of time, in one of which a call has to be. */
final class HourCheck implements CallCheck {
  private final List<TimeWindow> windows;
  private final Decision outside;

  HourCheck(Entry<List<TimeWindow>> written) {
    this.windows = written.value();
    this.outside = Decisions.denied(written, Reason.HOURS);
  }

  @Override
  public @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    for (TimeWindow window : windows) {
      if (window.contains(circumstances.now())) {
        return null;
      }
    }
    return outside;
  }
}
