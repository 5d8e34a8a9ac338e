/**
 * The audit file: where it is, how it is written so that it stays whole, and how it is read back.
 * Start at {@link dev.sallyport.agent.audit.AuditFile}, and for reading at {@link
 * dev.sallyport.agent.audit.AuditReader}.
 *
 * <p>A trail is a file and its older parts ({@link dev.sallyport.agent.audit.AuditTrail}). Each of
 * its lines is linked to the one before ({@link dev.sallyport.agent.audit.ChainLink}); {@link
 * dev.sallyport.agent.audit.TrailCheck} tells whether they still are.
 *
 * <p>It knows entries and nothing of where they come from. What writes runs on the recorder's
 * thread alone.
 */
@NullMarked
package dev.sallyport.agent.audit;

import org.jspecify.annotations.NullMarked;
