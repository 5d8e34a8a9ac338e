package dev.sallyport.policy.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a session lasts, what it is for, and how much may be done in it.
 *
 * @param ttl since it began; null where not written, as of {@code idle}: without end
 * @param idle since something was last asked for in it
 * @param purposes what a session for each may use; null where purposes narrow nothing
 * @param limits of the calls in one session
 * @param volumes of the same
 */
public record Sessions(
    @Nullable Entry<Duration> ttl,
    @Nullable Entry<Duration> idle,
    @Nullable Entry<Map<String, Reach>> purposes,
    CallLimits limits,
    Volumes volumes) {}
