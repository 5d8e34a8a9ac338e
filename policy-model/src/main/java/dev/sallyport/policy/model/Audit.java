package dev.sallyport.policy.model;

import org.jspecify.annotations.Nullable;

/**
 * Where decisions are written down.
 *
 * @param file an absolute path; null where not written
 */
public record Audit(@Nullable String file) {}
