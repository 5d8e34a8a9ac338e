package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Risk;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Under which something is asked for.
 *
 * @param caller null where it is not identified
 * @param session null where there is none
 * @param hint the risk that a tool gives itself; null where it does not say
 * @param now when it is asked for
 */
public record Circumstances(
    @Nullable Caller caller, @Nullable Session session, @Nullable Risk hint, Instant now) {}
