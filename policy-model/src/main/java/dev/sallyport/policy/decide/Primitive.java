package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.OnDenied;

/**
 * What the policy says of one tool, resource or prompt.
 *
 * @param use whether it may be used
 * @param grants what its use may touch
 * @param conditions what has to hold for a call of it
 */
record Primitive(Decision use, Grants grants, OnDenied onDenied, ConditionRules conditions) {}
