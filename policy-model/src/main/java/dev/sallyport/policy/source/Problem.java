package dev.sallyport.policy.source;

/**
 * One mistake in a policy.
 *
 * @param code a stable name of the kind of mistake, such as {@code unknown-key}
 * @param message what is wrong; stands alone
 * @param span the smallest text that is wrong
 * @param help what to do about it; empty where there is nothing to say
 */
public record Problem(String code, String message, Span span, String help) {}
