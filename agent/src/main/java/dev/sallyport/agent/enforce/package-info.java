/**
 * What a blocked operation looks like to the code that tried it. Start at {@link
 * dev.sallyport.agent.enforce.Denial}.
 *
 * <p>Each hook row names one {@code Denial}, so no gate invents its own way of failing.
 */
@NullMarked
package dev.sallyport.agent.enforce;

import org.jspecify.annotations.NullMarked;
