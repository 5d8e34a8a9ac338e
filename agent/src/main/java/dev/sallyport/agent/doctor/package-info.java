/**
 * Proof that the gates stand on this JVM, and what weakens them from outside. Start at {@link
 * dev.sallyport.agent.doctor.Examination}.
 *
 * <p>A hook that is woven may still not be reached: another agent took it out again, or the JDK
 * goes another way. So each is tried by a canary, which the hook notes and refuses before any gate
 * decides. Every start tries a few ({@link dev.sallyport.agent.doctor.StartCanaries}); the command
 * {@code doctor} tries them all, in a JVM of its own.
 *
 * <p>Here is no policy and no decision; nothing that a canary does is recorded.
 */
@NullMarked
package dev.sallyport.agent.doctor;

import org.jspecify.annotations.NullMarked;
