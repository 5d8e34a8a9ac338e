package dev.sallyport.agent.record;

/**
 * What a request came with beside what it asks for. What is not known is empty.
 *
 * @param traceparent the W3C trace context in its {@code _meta} (SEP-414), as it was sent
 * @param tracestate what belongs to that
 * @param ambient the span under which the thread dispatched it, as a {@code traceparent}
 * @param session the id that the protocol gave its session; may be all that a stranger needs to use
 *     it, so that no record has it
 * @param transport {@code pipe} or {@code tcp}, as OpenTelemetry has {@code network.transport}
 */
public record Envelope(
    String traceparent, String tracestate, String ambient, String session, String transport) {
  public static final Envelope NONE = new Envelope("", "", "", "", "");

  /** One of which nothing but the trace context is known. */
  public static Envelope of(String traceparent) {
    return new Envelope(traceparent, "", "", "", "");
  }

  /** Without the session. */
  @Override
  public String toString() {
    return "(envelope " + traceparent + ")";
  }
}
