package dev.sallyport.agent.guest.rxjava;

import io.reactivex.rxjava3.core.MaybeObserver;
import java.util.function.BiFunction;

/** Takes an observer of a maybe and a context of the agent's, and answers what is subscribed. */
public final class MaybeScopes implements BiFunction<Object, Object, Object> {
  @Override
  public Object apply(Object observer, Object context) {
    return observer instanceof ScopedMaybeObserver<?> scoped && scoped.isOf(context)
        ? observer
        : new ScopedMaybeObserver<>((MaybeObserver<?>) observer, context);
  }
}
