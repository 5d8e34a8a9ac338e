package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.TimeWindow;
import dev.sallyport.policy.model.Entry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows of time, in one of which a call has to be. */
final class HourCheck {
  private final List<TimeWindow> windows;
  private final Decision outside;

  HourCheck(Entry<List<TimeWindow>> written) {
    this.windows = written.value();
    this.outside = Decisions.denied(written, Reason.HOURS);
  }

  /** The denial of a call at that time; null where it may run. */
  @Nullable Decision refusal(Instant now) {
    for (TimeWindow window : windows) {
      if (window.contains(now)) {
        return null;
      }
    }
    return outside;
  }
}
