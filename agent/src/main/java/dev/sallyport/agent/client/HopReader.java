package dev.sallyport.agent.client;

import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one family of clients, by what its rows pass.
 *
 * <p>What can't be read is thrown, whatever it is; the gate then knows of no request that it could
 * allow.
 */
public interface HopReader {

  /**
   * The request.
   *
   * @param argument what the row exchanges; null where it only checks
   */
  Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument) throws Throwable;

  /**
   * What the client is to send instead: a new argument, or the old one changed.
   *
   * @param changed the hop that was read, with other headers or another query
   */
  default @Nullable Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop changed)
      throws Throwable {
    throw new UnsupportedOperationException(changed.method());
  }
}
