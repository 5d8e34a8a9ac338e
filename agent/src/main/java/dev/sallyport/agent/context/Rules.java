package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Engine;
import org.jspecify.annotations.Nullable;

/**
 * What is held against what is asked for.
 *
 * @param engine the policy in force
 * @param shadow one that decides nothing; null for none
 */
public record Rules(Engine engine, @Nullable Shadow shadow) {}
