package dev.sallyport.agent.guest.rxjava;

import io.reactivex.rxjava3.core.CompletableObserver;
import java.util.function.BiFunction;

/**
 * Takes an observer of a completable and a context of the agent's, and answers what is subscribed.
 */
public final class CompletableScopes implements BiFunction<Object, Object, Object> {
  @Override
  public Object apply(Object observer, Object context) {
    return observer instanceof ScopedCompletableObserver scoped && scoped.isOf(context)
        ? observer
        : new ScopedCompletableObserver((CompletableObserver) observer, context);
  }
}
