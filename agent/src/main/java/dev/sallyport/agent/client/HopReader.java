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
   * @return what the woven method answers, if the row answers
   */
  default @Nullable Object refuse(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, SecurityException refusal)
      throws Throwable {
    return null;
  }

  /**
   * What stands for this one request, and goes down with it to rows of another reader, so that it
   * is decided on once; null where there are none. What is written has another than what was read.
   */
  default @Nullable Object token(@Nullable Object argument) throws Throwable {
    return null;
  }

  /** Whether rows of another reader are further down, where the token tells. */
  default boolean isAbove() {
    return false;
  }
}
