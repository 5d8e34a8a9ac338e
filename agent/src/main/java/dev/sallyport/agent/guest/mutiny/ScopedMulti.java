package dev.sallyport.agent.guest.mutiny;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.subscription.ContextSupport;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.concurrent.Flow;

/** As its superclass, between the source of a Multi and the first operator after it. */
final class ScopedMulti<T> extends ScopedFlow<T> implements MultiSubscriber<T>, ContextSupport {
  private final Context ofChain;

  ScopedMulti(Flow.Subscriber<? super T> actual, Object context) {
    super(actual, context);
    ofChain = actual instanceof ContextSupport chain ? chain.context() : Context.empty();
  }

  @Override
  public Context context() {
    return ofChain;
  }

  @Override
  public void onItem(T item) {
    onNext(item);
  }

  @Override
  public void onFailure(Throwable failure) {
    onError(failure);
  }

  @Override
  public void onCompletion() {
    onComplete();
  }
}
