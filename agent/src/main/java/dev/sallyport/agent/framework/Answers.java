package dev.sallyport.agent.framework;

import java.util.List;

/** How a method of the protocol answers that something did not happen: each a {@code Mono}. */
interface Answers {

  /**
   * The uniform refusal: the ids of the decisions, and no policy detail.
   *
   * @param ids of what was denied
   */
  Object refusal(List<String> ids);

  /** A failure that says no more than that. */
  Object failure(String message);

  /** Whether a result says that the handler failed. */
  boolean isFailure(Object result);

  /** The result with the ids of what was denied on the way, where it can say so. */
  Object withDecisions(Object result, List<String> ids);
}
