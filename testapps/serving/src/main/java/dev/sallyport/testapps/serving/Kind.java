package dev.sallyport.testapps.serving;

/** The three servers of the SDK; each dispatches calls on other threads. */
public enum Kind {
  /** {@code McpSyncServer}: the SDK moves a blocking handler to a thread that may block. */
  SYNC,
  /** {@code McpAsyncServer}: the handler returns a {@code Mono} that subscribes elsewhere. */
  ASYNC,
  /** {@code McpStatelessSyncServer}: no session; HTTP only. */
  STATELESS
}
