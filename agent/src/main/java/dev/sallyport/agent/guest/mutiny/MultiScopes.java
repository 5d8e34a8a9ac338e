package dev.sallyport.agent.guest.mutiny;

import java.util.concurrent.Flow;
import java.util.function.BiFunction;

/**
 * Takes a subscriber of Mutiny's and a context of the agent's, and answers what is subscribed
 * instead.
 */
public final class MultiScopes implements BiFunction<Object, Object, Object> {
  @Override
  public Object apply(Object subscriber, Object context) {
    return subscriber instanceof ScopedMulti<?> scoped && scoped.isOf(context)
        ? subscriber
        : new ScopedMulti<>((Flow.Subscriber<?>) subscriber, context);
  }
}
