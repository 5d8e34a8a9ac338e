package dev.sallyport.agent.credential;

/**
 * That a secret is there.
 *
 * @param name as the policy names it
 * @param placeholder whether what is there stands for the value, and is not the value
 */
public record Found(String name, boolean placeholder) {}
