package dev.sallyport.policy.decide;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Under which something is asked for.
 *
 * @param caller null where it is not identified
 * @param session null where there is none
 * @param now when it is asked for
 */
public record Circumstances(@Nullable Caller caller, @Nullable Session session, Instant now) {}
