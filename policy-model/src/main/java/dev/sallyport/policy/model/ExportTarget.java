package dev.sallyport.policy.model;

/** A place that records are exported to. */
public sealed interface ExportTarget {

  /**
   * A file, a record a line.
   *
   * @param path absolute
   */
  record ToFile(String path) implements ExportTarget {}

  /** The standard error of the server, a record a line. */
  record ToStderr() implements ExportTarget {}

  /**
   * A receiver of syslog (RFC 5424).
   *
   * @param host a name, or an address without brackets
   * @param tls whether encrypted, by RFC 5425; else plain TCP, by RFC 6587
   */
  record ToSyslog(String host, int port, boolean tls) implements ExportTarget {}

  /** The OpenTelemetry collector of this server, as log records. */
  record ToOtlp() implements ExportTarget {}
}
