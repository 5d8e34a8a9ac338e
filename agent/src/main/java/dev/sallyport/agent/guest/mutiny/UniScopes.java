package dev.sallyport.agent.guest.mutiny;

import io.smallrye.mutiny.subscription.UniSubscriber;
import java.util.function.BiFunction;

/**
 * Takes a Uni's subscriber and a context of the agent's, and answers what is subscribed instead.
 */
public final class UniScopes implements BiFunction<Object, Object, Object> {
  @Override
  public Object apply(Object subscriber, Object context) {
    return subscriber instanceof ScopedUni<?> scoped && scoped.isOf(context)
        ? subscriber
        : new ScopedUni<>((UniSubscriber<?>) subscriber, context);
  }
}
