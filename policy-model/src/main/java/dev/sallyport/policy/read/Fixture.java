package dev.sallyport.policy.read;

import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * One test of a policy.
 *
 * @param name as written, or what is asked
 * @param span where it stands
 * @param rule the path of the rule that has to decide; null for any
 * @param reason null for any
 */
public record Fixture(
    String name,
    Span span,
    Question question,
    Verdict verdict,
    @Nullable String rule,
    @Nullable Reason reason) {}
