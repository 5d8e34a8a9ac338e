package dev.sallyport.policy.model;

import java.time.Duration;
import java.util.List;

/**
 * That somebody has to approve a call before it goes on.
 *
 * @param from the roles one of which the approver has to act in
 * @param within how long a call waits for it
 * @param reasoned whether the approver has to give a reason
 */
public record Approval(List<String> from, Duration within, boolean reasoned) {
  public Approval {
    from = List.copyOf(from);
  }
}
