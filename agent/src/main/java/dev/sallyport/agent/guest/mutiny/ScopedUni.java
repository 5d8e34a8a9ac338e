package dev.sallyport.agent.guest.mutiny;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * Stands between the source of a Uni and the first operator after it: signals go down, and a
 * cancellation goes up, within the context that the chain was subscribed to in, whatever thread
 * they come by.
 */
final class ScopedUni<T> implements UniSubscriber<T>, UniSubscription {
  private final UniSubscriber<? super T> actual;

  /** The agent's, of whoever subscribed. */
  private final Object context;

  private UniSubscription source;

  @SuppressWarnings("NullAway.Init") // a source's first signal is its subscription
  ScopedUni(UniSubscriber<? super T> actual, Object context) {
    this.actual = actual;
    this.context = context;
  }

  boolean isOf(Object other) {
    return context == other;
  }

  @Override
  public Context context() {
    return actual.context();
  }

  @Override
  public void onSubscribe(UniSubscription subscription) {
    source = subscription;
    SallyportGate.enter(context);
    try {
      actual.onSubscribe(this);
    } finally {
      SallyportGate.leave(context);
    }
  }

  @Override
  public void onItem(T item) {
    SallyportGate.enter(context);
    try {
      actual.onItem(item);
    } finally {
      SallyportGate.leave(context);
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    SallyportGate.enter(context);
    try {
      actual.onFailure(failure);
    } finally {
      SallyportGate.leave(context);
    }
  }

  @Override
  public void cancel() {
    SallyportGate.enter(context);
    try {
      source.cancel();
    } finally {
      SallyportGate.leave(context);
    }
  }
}
