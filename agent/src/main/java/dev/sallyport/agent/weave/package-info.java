/**
 * The hook table and the weaver. Start at {@link dev.sallyport.agent.weave.Hook}: one row is one
 * interception point, and its components are the columns of the table.
 *
 * <p>Rows are text, not method references: these would load classes and spin lambdas, which the
 * start-up can't pay. A test holds every row against the running JDK.
 *
 * <p>ASM lives here, and in the scan; nothing here knows a gate. Code reachable from {@link
 * dev.sallyport.agent.weave.Weaver#transform} runs inside class loading: no lambda, no string
 * concatenation, no I/O, no class that {@link dev.sallyport.agent.weave.Preload} doesn't list.
 */
@NullMarked
package dev.sallyport.agent.weave;

import org.jspecify.annotations.NullMarked;
