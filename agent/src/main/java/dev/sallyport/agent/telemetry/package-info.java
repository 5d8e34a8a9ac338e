/**
 * What is decided, as OpenTelemetry has it: where it goes. Start at {@link
 * dev.sallyport.agent.telemetry.TelemetrySource}; what is said is in {@code signal}.
 *
 * <p>The only room that knows OpenTelemetry, which is loaded where a collector is named, or beside
 * another agent, and not before. It runs on threads of the agent's own.
 */
@NullMarked
package dev.sallyport.agent.telemetry;

import org.jspecify.annotations.NullMarked;
