package dev.sallyport.agent.client;

import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one family of clients, by what its rows pass.
 *
 * <p>A row may stand where nothing is connected yet, and another where the client puts the request
 * on the wire.
 *
 * <p>What can't be read is thrown, whatever it is; the gate then knows of no request that it could
 * allow.
 */
public interface HopReader {

  /** Whether {@link #prepare} was called, or need not be. */
  default boolean isReady() {
    return true;
  }

  /** Looks into the JDK, which only the agent may; so this runs inside the gate, and once. */
  default void prepare() throws ReflectiveOperationException {}

  /**
   * The request; null where what is passed is none, or not a client's.
   *
   * @param argument what the row exchanges; null where it only checks
   */
  @Nullable Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable;

  /**
   * Whether the client now puts the request on the wire, so that what is decided holds for no
   * other.
   */
  default boolean isWritten(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return argument != null;
  }

  /**
   * Whether what a row before decided holds here as well: always where the request is written, and
   * where a client hands on what was marked.
   */
  default boolean follows(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return isWritten(a, b, argument);
  }

  /**
   * What is one object at all rows that a request passes, so that it is decided on once; null where
   * there is only one row.
   */
  default @Nullable Object identity(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument) throws Throwable {
    return null;
  }

  /**
   * What the client goes on with where the request is not written yet: with an identity of its own,
   * where what was passed may be that of others, too.
   */
  default @Nullable Object mark(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    return argument;
  }

  /**
   * Whether the client is always given what {@link #write} makes, since its own object might answer
   * otherwise when it is sent.
   */
  default boolean alwaysWrites() {
    return false;
  }

  /**
   * What the client is to send instead: a new argument, or the old one changed. Only where it is
   * written.
   *
   * @param read the hop, as it was read
   * @param changed the same with other values of its headers, or another query; with another path
   *     where the row's check takes one
   */
  default @Nullable Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop read, Hop changed)
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
}
