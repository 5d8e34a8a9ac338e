package dev.sallyport.agent.framework;

import dev.sallyport.agent.credential.Redaction;
import java.util.List;

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

  /** The result without the secrets in it; the same where there are none. */
  Object screened(Object result, Redaction redaction);
}
