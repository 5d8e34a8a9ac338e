package dev.sallyport.policy.model;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which requests over HTTP this server is for, against pages that have their name resolve to it.
 *
 * @param hosts it is called by; null where not written: the loopback names on a loopback address,
 *     any elsewhere
 * @param origins of pages that may talk to it; null likewise
 */
public record Inbound(
    @Nullable Entry<List<Endpoint>> hosts, @Nullable Entry<List<Origin>> origins) {}
