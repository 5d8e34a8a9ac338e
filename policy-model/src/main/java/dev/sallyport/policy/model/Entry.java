package dev.sallyport.policy.model;

import dev.sallyport.policy.source.Span;

/**
 * One thing that a policy says, and where.
 *
 * @param path the key path, such as {@code tools.read_file.files.read[0]}
 * @param span {@link Span#NOWHERE} for a built-in default
 */
public record Entry<T>(String path, Span span, T value) {}
