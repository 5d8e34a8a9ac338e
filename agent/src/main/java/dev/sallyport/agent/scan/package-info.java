/**
 * Proves that no native method of the JDK is forgotten. Start at {@link
 * dev.sallyport.agent.scan.Scan}: it reads the class files of every module of the running JDK and
 * lists each native method with the Java code that can reach it.
 *
 * <p>A native method is <i>hooked</i> if every way from code outside the JDK to it passes a row of
 * the hook table that judges on entry. All others have to be named in the reviewed file, {@code
 * sallyport/natives.txt}, with a reason; what is in neither is unclassified, and fails a test.
 *
 * <p>Used by the command line and by tests, never inside a server.
 */
@NullMarked
package dev.sallyport.agent.scan;

import org.jspecify.annotations.NullMarked;
