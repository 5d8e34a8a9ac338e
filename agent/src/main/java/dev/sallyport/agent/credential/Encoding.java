package dev.sallyport.agent.credential;

/** How a value is written, beside percent encoding, which a scan takes off as it goes. */
enum Encoding {
  /** As it is. */
  PLAIN,
  /** As in a JSON string (RFC 8259, 7), where that differs. */
  JSON,
  /** Base64 with either alphabet (RFC 4648, 4 and 5), at any offset. */
  BASE64
}
