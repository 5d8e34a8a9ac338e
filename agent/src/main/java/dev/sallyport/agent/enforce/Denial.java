package dev.sallyport.agent.enforce;

/**
 * How a refusal surfaces at one hook: as the API documents "no permission" there, never as a false
 * success.
 */
public enum Denial {
  /** {@code FileNotFoundException: name (Permission denied)}, as {@code java.io} streams say it. */
  FILE_NOT_FOUND,
  /**
   * {@code sun.nio.fs.UnixException} with EACCES, which the JDK itself translates for its callers.
   */
  UNIX_EACCES,
  /** {@code AccessDeniedException: name}, as {@code java.nio.file} says EACCES. */
  ACCESS_DENIED,
  /** {@code IOException: Permission denied}. */
  IO,
  /** {@code ConnectException: Permission denied}. */
  CONNECT,
  /** {@code BindException: Permission denied}, as the JDK translates EACCES of {@code bind(2)}. */
  BIND,
  /** {@code SocketException: Permission denied}. */
  SOCKET,
  /** {@code SSLException: Permission denied}. */
  TLS,
  /** {@code ProtocolException: Permission denied}, after which no HTTP client tries again. */
  PROTOCOL,
  /** {@code UnknownHostException}. */
  UNKNOWN_HOST,
  /** {@code SecurityException}, where the API declares nothing better. */
  SECURITY,
  /** {@code UnsatisfiedLinkError}, on which callers fall back to what needs no library. */
  UNSATISFIED_LINK,
  /** {@code IllegalCallerException}, as restricted methods say it (JEP 454). */
  ILLEGAL_CALLER,
  /** {@code InaccessibleObjectException}, as reflection says it. */
  INACCESSIBLE,
  /** {@code IllegalAccessException}, as method handles say it. */
  ILLEGAL_ACCESS,
  /** Answers the errno EACCES. */
  ERRNO,
  /** Answers {@code false}, 0 or 0L: what the API says for "no permission". */
  ZERO,
  /** Answers {@code null}. */
  NULL,
  /**
   * Has an HTTP client fail the request as it fails others, by its future or its listeners, and
   * answers what it answers then.
   */
  CLIENT,
  /** Has an HTTP server answer the request, and serve it no further. */
  SERVER,
  /** Has an MCP server answer the request with the uniform refusal. */
  ANSWERED,
  /** Leaves what is not granted out of the result, and answers the rest. */
  LEFT_OUT,
  /** The hook never refuses. */
  NEVER;

  /** EACCES of {@code errno(3)} on Linux and macOS. */
  public static final int EACCES = 13;

  /** Whether the woven method answers a value instead of throwing. */
  public boolean isValue() {
    return this == ERRNO
        || this == ZERO
        || this == NULL
        || this == CLIENT
        || this == SERVER
        || this == ANSWERED;
  }
}
