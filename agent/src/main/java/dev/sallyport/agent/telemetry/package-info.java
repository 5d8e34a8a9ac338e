/**
 * What is decided, as OpenTelemetry has it. Start at {@link dev.sallyport.agent.telemetry.Spans}.
 *
 * <p>The only room that knows OpenTelemetry, which is loaded where a collector is named and not
 * before. It runs on threads of the agent's own.
 */
@NullMarked
package dev.sallyport.agent.telemetry;

import org.jspecify.annotations.NullMarked;
