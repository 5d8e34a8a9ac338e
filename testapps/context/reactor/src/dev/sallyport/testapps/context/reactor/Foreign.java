package dev.sallyport.testapps.context.reactor;

import dev.sallyport.testapps.context.Strangers;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A publisher that Reactor knows nothing of, and by which a stranger emits one item. */
record Foreign(Strangers strangers) implements Publisher<String> {
  @Override
  public void subscribe(Subscriber<? super String> subscriber) {
    subscriber.onSubscribe(new Emission(strangers, subscriber));
  }

  private record Emission(Strangers strangers, Subscriber<? super String> subscriber)
      implements Subscription {
    @Override
    public void request(long items) {
      strangers.have(
          () -> {
            subscriber.onNext("item");
            subscriber.onComplete();
          });
    }

    @Override
    public void cancel() {}
  }
}
