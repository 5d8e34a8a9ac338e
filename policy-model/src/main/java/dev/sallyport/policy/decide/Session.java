package dev.sallyport.policy.decide;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is when something is asked for in it.
 *
 * @param age since it began
 * @param idle since something was last asked for in it
 * @param purpose null where none was declared
 */
public record Session(Duration age, Duration idle, @Nullable String purpose) {}
