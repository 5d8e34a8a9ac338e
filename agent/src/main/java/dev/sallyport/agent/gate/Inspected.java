package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.enforce.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param hop as it is to be sent
 * @param refusal null means go on
 */
record Inspected(Hop hop, @Nullable Refusal refusal) {}
