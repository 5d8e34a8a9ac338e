package dev.sallyport.agent.guest.rxjava;

import io.reactivex.rxjava3.core.Observer;
import java.util.function.BiFunction;

/**
 * Takes an observer of an observable and a context of the agent's, and answers what is subscribed.
 */
public final class ObservableScopes implements BiFunction<Object, Object, Object> {
  @Override
  public Object apply(Object observer, Object context) {
    return observer instanceof ScopedObserver<?> scoped && scoped.isOf(context)
        ? observer
        : new ScopedObserver<>((Observer<?>) observer, context);
  }
}
