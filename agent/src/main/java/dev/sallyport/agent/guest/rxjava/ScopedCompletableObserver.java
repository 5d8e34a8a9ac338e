package dev.sallyport.agent.guest.rxjava;

import io.reactivex.rxjava3.core.CompletableObserver;
import io.reactivex.rxjava3.disposables.Disposable;

/** Stands between a completable and the first operator after it. */
final class ScopedCompletableObserver extends Scoped implements CompletableObserver {
  private final CompletableObserver actual;

  ScopedCompletableObserver(CompletableObserver actual, Object context) {
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
