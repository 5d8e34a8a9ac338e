/**
 * Records elsewhere than in the audit file: as other systems read them (OCSF, CEF), and how they
 * get there (a file, stderr, syslog, OTLP). Start at {@link dev.sallyport.agent.export.Exports},
 * and for the formats at {@link dev.sallyport.agent.export.RecordFormat}.
 *
 * <p>A format is a function of what a line of the audit file says, so that records are the same
 * whether they are exported as they are made or from a file later. Each place has a thread of its
 * own and a buffer before it: none that is slow or gone holds up the recorder or another place.
 */
@NullMarked
package dev.sallyport.agent.export;

import org.jspecify.annotations.NullMarked;
