package dev.sallyport.agent.wire;

/** Something that a client is about to send. */
public sealed interface Sight {

  /** A whole head of a request. */
  record Head(RequestHead head) implements Sight {}

  /** A request of HTTP that can't be read, so that nothing is known of it. */
  record Unreadable() implements Sight {}

  /** The preface of HTTP/2 (RFC 9113, 3.4), after which requests can't be read. */
  record Http2() implements Sight {}

  /** A message of MCP begins a body. */
  record McpMessage() implements Sight {}
}
