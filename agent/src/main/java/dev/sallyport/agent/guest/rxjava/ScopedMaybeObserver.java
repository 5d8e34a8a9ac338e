package dev.sallyport.agent.guest.rxjava;

import io.reactivex.rxjava3.core.MaybeObserver;
import io.reactivex.rxjava3.disposables.Disposable;

/** Stands between a maybe and the first operator after it. */
final class ScopedMaybeObserver<T> extends Scoped implements MaybeObserver<T> {
  private final MaybeObserver<? super T> actual;

  ScopedMaybeObserver(MaybeObserver<? super T> actual, Object context) {
    super(context);
    this.actual = actual;
  }

  @Override
  public void onSubscribe(Disposable disposable) {
    enter();
    try {
      actual.onSubscribe(disposable);
    } finally {
      leave();
    }
  }

  @Override
  public void onSuccess(T item) {
    enter();
    try {
      actual.onSuccess(item);
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
}
