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
   * The request; null where what is passed is none, or not a client's.
   *
   * @param argument what the row exchanges; null where it only checks
   */
  @Nullable Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable;

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

  /**
   * What is left to do for a client that must not send: what it handed over is let go of, and who
   * waits is told.
   *
   * @param refusal what the row throws, if it throws
   */
  default void refuse(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, SecurityException refusal)
      throws Throwable {}
}
