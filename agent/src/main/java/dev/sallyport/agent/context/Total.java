package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Direction;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that a call moves together with others.
 *
 * @param most that all of them may
 * @param beyond the decision on what is more
 * @param moved so far
 */
public record Total(Direction direction, long most, Decision beyond, AtomicLong moved) {}
