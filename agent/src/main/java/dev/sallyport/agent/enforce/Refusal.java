package dev.sallyport.agent.enforce;

/**
 * A decision to block one operation.
 *
 * @param id the id of the decision, for whoever has to ask about it
 * @param target what was refused
 */
public record Refusal(String id, String target) {}
