package dev.sallyport.agent.guest.mutiny;

import java.util.concurrent.Flow;
import java.util.function.BiFunction;

/** The same for a subscriber that Mutiny knows nothing of; needs nothing but the JDK. */
public final class FlowScopes implements BiFunction<Object, Object, Object> {
  @Override
  public Object apply(Object subscriber, Object context) {
    return subscriber instanceof ScopedFlow<?> scoped && scoped.isOf(context)
        ? subscriber
        : new ScopedFlow<>((Flow.Subscriber<?>) subscriber, context);
  }
}
