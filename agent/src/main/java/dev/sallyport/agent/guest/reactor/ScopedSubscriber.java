package dev.sallyport.agent.guest.reactor;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.Scannable;
import reactor.util.context.Context;

/**
 * Stands between a source and the first operator after it: signals go down, and requests go up,
 * within the context that the chain was subscribed to in, whatever thread they come by.
 *
 * <p>An operator as Reactor's own are: it is scanned as one, and fuses where the source does.
 */
class ScopedSubscriber<T> implements CoreSubscriber<T>, Fuseable.QueueSubscription<T>, Scannable {
  private final CoreSubscriber<? super T> actual;

  /** The agent's, of whoever subscribed. */
  private final Object context;

  private Subscription source;
  private Fuseable.@Nullable QueueSubscription<T> queue;

  @SuppressWarnings("NullAway.Init") // a source's first signal is its subscription
  ScopedSubscriber(CoreSubscriber<? super T> actual, Object context) {
    this.actual = actual;
    this.context = context;
  }

  boolean isOf(Object other) {
    return context == other;
  }

  final void enter() {
    SallyportGate.enter(context);
  }

  final void leave() {
    SallyportGate.leave(context);
  }

  @Override
  @SuppressWarnings("unchecked") // what a source of T queues is of T
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    if (subscription instanceof Fuseable.QueueSubscription<?>) {
      queue = (Fuseable.QueueSubscription<T>) subscription;
    }
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
  public Context currentContext() {
    return actual.currentContext();
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

  @Override
  public int requestFusion(int mode) {
    return queue == null ? Fuseable.NONE : queue.requestFusion(mode);
  }

  @Override
  public @Nullable T poll() {
    enter();
    try {
      return queue.poll();
    } finally {
      leave();
    }
  }

  @Override
  public int size() {
    return queue.size();
  }

  @Override
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  @Override
  public void clear() {
    enter();
    try {
      queue.clear();
    } finally {
      leave();
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as Reactor declares it
  public @Nullable Object scanUnsafe(Scannable.Attr key) {
    if (key == Scannable.Attr.PARENT) {
      return source;
    }
    if (key == Scannable.Attr.ACTUAL) {
      return actual;
    }
    return key == Scannable.Attr.RUN_STYLE ? Scannable.Attr.RunStyle.SYNC : null;
  }
}
