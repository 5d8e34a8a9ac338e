package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Requirement;
import java.util.List;

/**
 * What the policy says of one tool, resource or prompt.
 *
 * @param use whether it may be used
 * @param grants what its use may touch
 * @param conditions what has to hold for a call of it
 * @param quotas what a call of it counts for
 * @param meets what a call of it meets that succeeds
 * @param precedes the patterns of tools that it fits after whose calls others have to be approved
 */
record Primitive(
    Decision use,
    Grants grants,
    OnDenied onDenied,
    ConditionRules conditions,
    List<Quota> quotas,
    List<Entry<Requirement>> meets,
    List<NameGlob> precedes) {}
