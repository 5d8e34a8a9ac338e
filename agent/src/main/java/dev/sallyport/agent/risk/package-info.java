/**
 * What tools say of their own risk, and what they do. Start at {@link
 * dev.sallyport.agent.risk.Hints}.
 */
@NullMarked
package dev.sallyport.agent.risk;

import org.jspecify.annotations.NullMarked;
