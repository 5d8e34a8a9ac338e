package dev.sallyport.testapps.http;

import java.util.concurrent.CompletionStage;

/**
 * One HTTP client, used as its documentation says: made once, with its defaults, pooled, following
 * redirects where it can. Several threads use it at once.
 */
@SuppressWarnings("try") // whose close is interrupted is the client's own matter
public interface HttpCaller extends AutoCloseable {

  /** As the matrix shows it, with the line, such as {@code OkHttp 4}. */
  String name();

  /** Whether it can send a {@code GET}; else it sends a {@code POST}, and nothing else. */
  default boolean gets() {
    return true;
  }

  /** Whether it follows redirects. */
  default boolean redirects() {
    return true;
  }

  /** Whether a request to which it is redirected has the headers of the one before. */
  default boolean carriesHeaders() {
    return true;
  }

  /**
   * Sends, and waits at most ten seconds.
   *
   * @throws Exception as the client throws it, not wrapped
   */
  Reply send(Sending sending) throws Exception;

  /** Whether {@link #sendLater} is another way than {@link #send}. */
  default boolean isAsync() {
    return false;
  }

  /** Sends by the client's own asynchronous way; fails as the client fails. */
  default CompletionStage<Reply> sendLater(Sending sending) {
    throw new UnsupportedOperationException(name());
  }

  /** Whether it speaks HTTP/2 without TLS, by upgrade or by prior knowledge, and nothing else. */
  default boolean isHttp2() {
    return false;
  }

  /** Whether it sends any method and body; a WebSocket is opened by a bare {@code GET} alone. */
  default boolean isAnyMethod() {
    return true;
  }

  /** Whether requests to one server share a connection. */
  default boolean isPooled() {
    return true;
  }

  /** Whether it is used for TLS here as well. */
  default boolean isTls() {
    return !isHttp2();
  }

  /** Ends what threads and connections it has. */
  @Override
  void close() throws Exception;
}
