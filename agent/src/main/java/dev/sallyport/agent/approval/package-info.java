/**
 * Calls that somebody has to approve. Start at {@link dev.sallyport.agent.approval.Approvals},
 * which keeps what is asked; {@link dev.sallyport.agent.approval.Folder} is where an approver finds
 * it and answers.
 *
 * <p>What is approved, and whether it still is, is known in memory only. A file says that somebody
 * answered, and is held against that.
 */
@NullMarked
package dev.sallyport.agent.approval;

import org.jspecify.annotations.NullMarked;
