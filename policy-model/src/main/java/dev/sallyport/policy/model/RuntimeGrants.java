package dev.sallyport.policy.model;

import org.jspecify.annotations.Nullable;

/**
 * What the server's own threads may touch.
 *
 * @param starting until the first request is served; null where not written: anything, since no
 *     input of a model can be the cause yet
 * @param serving after that; null where not written: nothing but what the JVM needs
 */
public record RuntimeGrants(
    @Nullable Entry<GrantSet> starting, @Nullable Entry<GrantSet> serving) {}
