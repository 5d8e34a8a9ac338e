/**
 * An MCP server whose every tool tries one way out: a few hundred ordinary uses of public APIs that
 * end at a file, a socket, a name server, a process, a native library or the JVM itself. Start at
 * {@link dev.sallyport.testapps.attack.Attacks}.
 *
 * <p>An attack knows nothing of the agent. It says which API it uses, what it is aimed at and the
 * least grants that let it happen; a test aims it at files and ports of its own, and looks at those
 * afterwards. Never run this where a client could reach it that you do not own.
 */
@NullMarked
package dev.sallyport.testapps.attack;

import org.jspecify.annotations.NullMarked;
