package dev.sallyport.agent.guest.mutiny;

import java.util.concurrent.Flow;

/**
 * Stands between a publisher and what subscribes to it: signals go down, and requests go up, within
 * the context of the subscription, whatever thread they come by.
 */
class ScopedFlow<T> implements Flow.Subscriber<T>, Flow.Subscription {
  private final Flow.Subscriber<? super T> actual;

  /** The agent's, of whoever subscribed. */
  private final Object context;

  private Flow.Subscription source;

  @SuppressWarnings("NullAway.Init") // a source's first signal is its subscription
  ScopedFlow(Flow.Subscriber<? super T> actual, Object context) {
    this.actual = actual;
    this.context = context;
  }

  final boolean isOf(Object other) {
    return context == other;
  }

  @Override
  public final void onSubscribe(Flow.Subscription subscription) {
    source = subscription;
    SallyportGate.enter(context);
    try {
      actual.onSubscribe(this);
    } finally {
      SallyportGate.leave(context);
    }
  }

  @Override
  public final void onNext(T item) {
    SallyportGate.enter(context);
    try {
      actual.onNext(item);
    } finally {
      SallyportGate.leave(context);
    }
  }

  @Override
  public final void onError(Throwable failure) {
    SallyportGate.enter(context);
    try {
      actual.onError(failure);
    } finally {
      SallyportGate.leave(context);
    }
  }

  @Override
  public final void onComplete() {
    SallyportGate.enter(context);
    try {
      actual.onComplete();
    } finally {
      SallyportGate.leave(context);
    }
  }

  @Override
  public final void request(long items) {
    SallyportGate.enter(context);
    try {
      source.request(items);
    } finally {
      SallyportGate.leave(context);
    }
  }

  @Override
  public final void cancel() {
    SallyportGate.enter(context);
    try {
      source.cancel();
    } finally {
      SallyportGate.leave(context);
    }
  }
}
