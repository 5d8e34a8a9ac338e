package dev.sallyport.policy.model;

import dev.sallyport.policy.match.ArgumentPath;
import dev.sallyport.policy.match.NameGlob;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to have succeeded in the session before a call may run.
 *
 * @param tool which, by name or glob
 * @param same the arguments that have to have had the values that they have in the call
 * @param within before the call; null for any time before it
 */
public record Requirement(NameGlob tool, List<ArgumentPath> same, @Nullable Duration within) {
  public Requirement {
    same = List.copyOf(same);
  }
}
