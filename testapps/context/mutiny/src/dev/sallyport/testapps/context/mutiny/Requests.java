package dev.sallyport.testapps.context.mutiny;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** What a stranger asks for, or cancels. */
final class Requests {
  private final Strangers strangers;

  private Requests(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Requests of = new Requests(strangers);
    return List.of(
        of.requested(),
        of.cancelled(
            "cancel, at the source",
            answer -> Uni.createFrom().emitter(emitter -> emitter.onTermination(answer))),
        of.cancelled(
                "cancel, after the source",
                answer -> Uni.createFrom().nothing().onCancellation().invoke(answer))
            .notCarried("an operator's callback for a cancellation runs for whoever cancels"));
  }

  private Construct requested() {
    return Construct.of(
        "Mutiny, request, of what is mapped",
        look -> {
          Answer<Sight> answer = new Answer<>(look::get);
          Patient subscriber = new Patient();
          Multi.createFrom().items(1, 2).invoke(answer).subscribe(subscriber);
          strangers.have(() -> subscriber.request(1));
          return answer.await();
        });
  }

  private Construct cancelled(String name, Function<Answer<Sight>, Uni<?>> chain) {
    return Construct.of(
        "Mutiny, " + name,
        look -> {
          Answer<Sight> answer = new Answer<>(look::get);
          Cancellable subscription = chain.apply(answer).subscribe().with(item -> {});
          strangers.have(subscription::cancel);
          return answer.await();
        });
  }

  /** Asks for nothing until it is told to. */
  private static final class Patient implements Flow.Subscriber<Integer> {
    private Flow.Subscription subscription;

    @SuppressWarnings("NullAway.Init") // subscribed before it is told
    Patient() {}

    void request(long items) {
      subscription.request(items);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Integer item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
