package dev.sallyport.agent.guest.rxjava;

import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.disposables.Disposable;

/** Stands between an observable and the first operator after it. */
final class ScopedObserver<T> extends Scoped implements Observer<T> {
  private final Observer<? super T> actual;

  ScopedObserver(Observer<? super T> actual, Object context) {
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
}
