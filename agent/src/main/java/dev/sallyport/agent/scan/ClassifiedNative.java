package dev.sallyport.agent.scan;

import org.jspecify.annotations.Nullable;

/**
 * A native method and its verdict.
 *
 * @param family what it is about, or null if no line of the review means it
 * @param reason why no row is needed, or what is wrong; empty if it is hooked
 */
public record ClassifiedNative(
    NativeMethod method, @Nullable Family family, Verdict verdict, String reason) {}
