/**
 * What audit files tell, as one page to pass around, as figures for a dashboard, and as a part of a
 * server's SECURITY.md. Start at {@link dev.sallyport.agent.report.Report}.
 *
 * <p>{@link dev.sallyport.agent.report.Gathering} sums up records as they are read, so that what is
 * kept grows with what is different and not with what happened. From its {@link
 * dev.sallyport.agent.report.Facts} everything else is computed; nothing here decides, and nothing
 * is guessed: a figure that records do not tell says why.
 *
 * <p>Texts of records are chosen by clients and servers. They reach the page through one template,
 * which escapes all of them.
 */
@NullMarked
package dev.sallyport.agent.report;

import org.jspecify.annotations.NullMarked;
