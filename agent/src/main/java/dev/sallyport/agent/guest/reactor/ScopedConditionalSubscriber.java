package dev.sallyport.agent.guest.reactor;

import reactor.core.Fuseable;

/** As its superclass, before an operator that tells the source whether it took an item. */
final class ScopedConditionalSubscriber<T> extends ScopedSubscriber<T>
    implements Fuseable.ConditionalSubscriber<T> {
  private final Fuseable.ConditionalSubscriber<? super T> actual;

  ScopedConditionalSubscriber(Fuseable.ConditionalSubscriber<? super T> actual, Object context) {
    super(actual, context);
    this.actual = actual;
  }

  @Override
  public boolean tryOnNext(T item) {
    enter();
    try {
      return actual.tryOnNext(item);
    } finally {
      leave();
    }
  }
}
