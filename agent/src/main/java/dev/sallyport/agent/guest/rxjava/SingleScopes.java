package dev.sallyport.agent.guest.rxjava;

import io.reactivex.rxjava3.core.SingleObserver;
import java.util.function.BiFunction;

/** Takes an observer of a single and a context of the agent's, and answers what is subscribed. */
public final class SingleScopes implements BiFunction<Object, Object, Object> {
  @Override
  public Object apply(Object observer, Object context) {
    return observer instanceof ScopedSingleObserver<?> scoped && scoped.isOf(context)
        ? observer
        : new ScopedSingleObserver<>((SingleObserver<?>) observer, context);
  }
}
