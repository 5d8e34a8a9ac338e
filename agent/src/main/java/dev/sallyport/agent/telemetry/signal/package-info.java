/**
 * What is decided, as spans and metrics of OpenTelemetry. Start at {@link
 * dev.sallyport.agent.telemetry.signal.Signals}.
 *
 * <p>Uses OpenTelemetry's API only, never its SDK: beside the OpenTelemetry agent these classes are
 * defined a second time, against the API that is that agent's. So they know nothing of {@code
 * telemetry} either, and are made by JDK types and those of {@code record} alone.
 */
@NullMarked
package dev.sallyport.agent.telemetry.signal;

import org.jspecify.annotations.NullMarked;
