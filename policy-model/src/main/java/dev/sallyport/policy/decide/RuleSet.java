package dev.sallyport.policy.decide;

/**
 * The compiled rules of one principal, by kind of request.
 *
 * @param policy the digest of the policy that they are of
 */
record RuleSet(
    String policy,
    FileRules files,
    NetworkRules network,
    SecretRules secrets,
    LimitRules limits,
    ProcessRules processes,
    JvmRules jvm) {}
