package dev.sallyport.agent.guest.reactor;

import java.util.function.BiFunction;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;

/** Takes a subscriber and a context of the agent's, and answers what is subscribed instead. */
public final class ReactorScopes implements BiFunction<Object, Object, Object> {
  @Override
  public Object apply(Object subscriber, Object context) {
    if (subscriber instanceof ScopedSubscriber<?> scoped && scoped.isOf(context)) {
      return subscriber;
    }
    if (subscriber instanceof Fuseable.ConditionalSubscriber<?> conditional) {
      return new ScopedConditionalSubscriber<>(conditional, context);
    }
    return new ScopedSubscriber<>((CoreSubscriber<?>) subscriber, context);
  }
}
