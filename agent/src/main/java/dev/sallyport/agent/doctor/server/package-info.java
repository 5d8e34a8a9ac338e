/**
 * Where a server's calls would be decided, told from its class files before it is started. Start at
 * {@link dev.sallyport.agent.doctor.server.Survey}.
 *
 * <p>Each class that rows are about is woven as it would be when it is loaded, and what comes of it
 * is dropped: so a method is found here exactly where it will be found then. Nothing of the server
 * is loaded or run. Its files are read one class at a time and are not trusted: one that is
 * damaged, or that inflates without end, is told and left.
 *
 * <p>Used by the command line, never inside a server.
 */
@NullMarked
package dev.sallyport.agent.doctor.server;

import org.jspecify.annotations.NullMarked;
