/**
 * Whose operation is it? Start at {@link dev.sallyport.agent.context.Contexts}.
 *
 * <p>A context is opened by a tool call, carried to wherever its work goes, and read by the gates.
 * No context never means no check: it means the server itself, starting or serving.
 *
 * <p>What runs here runs inside every hook of the JVM: no lambda, no I/O, no lock that is held
 * while anything else is called.
 */
@NullMarked
package dev.sallyport.agent.context;

import org.jspecify.annotations.NullMarked;
