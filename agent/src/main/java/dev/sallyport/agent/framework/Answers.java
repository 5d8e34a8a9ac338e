package dev.sallyport.agent.framework;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a framework answers a request of one method of the protocol.
 *
 * @param <A> what carries an answer: a {@code Mono}, or what a method returns or throws
 */
public interface Answers<A> {

  /** The uniform refusal: ids, and no policy detail. */
  A refusal(Refused why);

  /** A failure that says no more than that. */
  A failure(String message);

  /** What the handler answered. */
  A result(Object result);

  /** What the handler threw. */
  A thrown(Throwable failure);

  /** Whether a result says that the handler failed. */
  boolean isFailure(Object result);

  /** The result with the ids of what was denied on the way, where it can say so. */
  Object withDecisions(Object result, List<String> ids);

  /** The result with each text in it changed; the same where none is. */
  Object screened(Object result, UnaryOperator<String> change);
}
