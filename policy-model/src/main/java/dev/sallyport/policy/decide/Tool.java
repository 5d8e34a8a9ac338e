package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.OnDenied;

/**
 * What the policy says of one tool.
 *
 * @param call whether it may be called
 * @param grants what its calls may touch
 */
record Tool(Decision call, Grants grants, OnDenied onDenied) {}
