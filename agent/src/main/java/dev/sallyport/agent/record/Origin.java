package dev.sallyport.agent.record;

/**
 * Where records come from: one run of one server under one policy.
 *
 * @param server the name of the server in spans and audit
 * @param process the short random name of this run that {@link DecisionId} starts with
 * @param policyDigest the digest of the policy in force, empty without a policy
 * @param version the version of the agent
 */
public record Origin(String server, String process, String policyDigest, String version) {}
