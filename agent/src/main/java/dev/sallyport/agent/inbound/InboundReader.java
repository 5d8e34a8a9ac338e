package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one family of servers. What can't be read is thrown, whatever it is. */
public interface InboundReader {

  /**
   * The request; null where the object is none.
   *
   * @param other the second object of the row
   * @param codes the name of the other header that is read; empty for none
   */
  @Nullable Arrival read(Object request, @Nullable Object other, String codes) throws Throwable;

  /** The request that a row says was answered; null where it says that one begins. */
  default @Nullable Object answered(Object request, @Nullable Object other) throws Throwable {
    return null;
  }

  /**
   * The method that serves a request is about to return: has it ended when the server is done with
   * it, where that can be told.
   */
  default void left(Object request, Serving serving) throws Throwable {}

  /**
   * Answers a request that is not to be served.
   *
   * @param challenge the header {@code WWW-Authenticate}, or empty
   * @return whether it could
   */
  default boolean answer(Object request, @Nullable Object other, int status, String challenge)
      throws Throwable {
    return false;
  }
}
