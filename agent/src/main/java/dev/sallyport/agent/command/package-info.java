/**
 * The command line: one class for each command. Start at {@link dev.sallyport.agent.command.Main}.
 *
 * <p>The only package that writes to the standard output, and never loaded inside a server.
 */
@NullMarked
package dev.sallyport.agent.command;

import org.jspecify.annotations.NullMarked;
