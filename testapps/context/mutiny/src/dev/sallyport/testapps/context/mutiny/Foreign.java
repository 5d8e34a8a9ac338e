package dev.sallyport.testapps.context.mutiny;

import dev.sallyport.testapps.context.Strangers;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** A publisher that Mutiny knows nothing of, and by which a stranger emits one item. */
record Foreign(Strangers strangers) implements Flow.Publisher<String> {
  @Override
  public void subscribe(Flow.Subscriber<? super String> subscriber) {
    subscriber.onSubscribe(new Emission(strangers, subscriber, new AtomicBoolean()));
  }

  private record Emission(
      Strangers strangers, Flow.Subscriber<? super String> subscriber, AtomicBoolean asked)
      implements Flow.Subscription {
    @Override
    public void request(long items) {
      if (asked.compareAndSet(false, true)) {
        strangers.have(
            () -> {
              subscriber.onNext("item");
              subscriber.onComplete();
            });
      }
    }

    @Override
    public void cancel() {}
  }
}
