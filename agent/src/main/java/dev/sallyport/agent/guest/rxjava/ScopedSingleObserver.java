package dev.sallyport.agent.guest.rxjava;

import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;

/** Stands between a single and the first operator after it. */
final class ScopedSingleObserver<T> extends Scoped implements SingleObserver<T> {
  private final SingleObserver<? super T> actual;

  ScopedSingleObserver(SingleObserver<? super T> actual, Object context) {
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
}
