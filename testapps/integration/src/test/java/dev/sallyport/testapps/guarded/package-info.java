/**
 * What the agent does to real servers. Start at {@link dev.sallyport.testapps.guarded.Probe}: one
 * list of operations, each tried without a grant, with the least grant, and in audit mode. {@link
 * dev.sallyport.testapps.guarded.Siege} does the same with every attack of the attack server, and
 * {@link dev.sallyport.testapps.guarded.Tally} counts.
 *
 * <p>A test here first looks at the world (what was connected to, written, run), then at the
 * client's answer, then at the record. Nothing here knows a class of the agent.
 */
@NullMarked
package dev.sallyport.testapps.guarded;

import org.jspecify.annotations.NullMarked;
