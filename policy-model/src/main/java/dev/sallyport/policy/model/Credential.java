package dev.sallyport.policy.model;

/**
 * A secret that a policy names. What its value is, the source tells; the policy does not.
 *
 * @param withhold whether the server gets a placeholder for it
 */
public record Credential(
    String name, CredentialSource source, boolean withhold, Screening results) {}
