package dev.sallyport.agent.guest.rxjava;

import java.util.function.BiFunction;
import org.reactivestreams.Subscriber;

/**
 * Takes a subscriber of a flowable and a context of the agent's, and answers what is subscribed.
 */
public final class FlowableScopes implements BiFunction<Object, Object, Object> {
  @Override
  public Object apply(Object observer, Object context) {
    return observer instanceof ScopedSubscriber<?> scoped && scoped.isOf(context)
        ? observer
        : new ScopedSubscriber<>((Subscriber<?>) observer, context);
  }
}
