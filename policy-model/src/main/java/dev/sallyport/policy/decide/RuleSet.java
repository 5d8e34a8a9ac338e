package dev.sallyport.policy.decide;

/** The compiled rules of one principal, by kind of request. */
record RuleSet(
    FileRules files,
    NetworkRules network,
    SecretRules secrets,
    LimitRules limits,
    ProcessRules processes,
    JvmRules jvm) {}
