package dev.sallyport.agent.guest.rxjava;

import io.reactivex.rxjava3.core.FlowableSubscriber;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Stands between a flowable and the first operator after it. Requests go up within the context,
 * too: what a source emits on request is made by whoever asks. It does not fuse.
 */
final class ScopedSubscriber<T> extends Scoped implements FlowableSubscriber<T>, Subscription {
  private final Subscriber<? super T> actual;
  private Subscription source;

  @SuppressWarnings("NullAway.Init") // a source's first signal is its subscription
  ScopedSubscriber(Subscriber<? super T> actual, Object context) {
    super(context);
    this.actual = actual;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    enter();
    try {
      actual.onSubscribe(this);
    } finally {
      leave();
    }
  }

  @Override
  public void onNext(T item) {
    enter();
    try {
      actual.onNext(item);
    } finally {
      leave();
    }
  }

  @Override
  public void onError(Throwable failure) {
    enter();
    try {
      actual.onError(failure);
    } finally {
      leave();
    }
  }

  @Override
  public void onComplete() {
    enter();
    try {
      actual.onComplete();
    } finally {
      leave();
    }
  }

  @Override
  public void request(long items) {
    enter();
    try {
      source.request(items);
    } finally {
      leave();
    }
  }

  @Override
  public void cancel() {
    enter();
    try {
      source.cancel();
    } finally {
      leave();
    }
  }
}
