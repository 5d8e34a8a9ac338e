package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** {@link SubmissionPublisher}: what a call subscribes, and a stranger publishes. */
final class Publishers {
  private Publishers() {}

  static List<Construct> all(Strangers strangers) {
    Executor own = Executors.newFixedThreadPool(2);
    return List.of(
        Construct.of(
            "SubmissionPublisher, onSubscribe",
            look -> {
              Subscriber subscriber = new Subscriber(new Answer<>(look::get), /* first= */ true);
              try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>()) {
                publisher.subscribe(subscriber);
                return subscriber.answer.await();
              }
            }),
        Construct.of(
            "SubmissionPublisher, onNext", published(new SubmissionPublisher<>(), strangers)),
        Construct.of(
            "SubmissionPublisher, onNext, own executor",
            published(new SubmissionPublisher<>(own, Flow.defaultBufferSize()), strangers)));
  }

  private static Carrier published(SubmissionPublisher<String> publisher, Strangers strangers) {
    return look -> {
      Subscriber subscriber = new Subscriber(new Answer<>(look::get), /* first= */ false);
      publisher.subscribe(subscriber);
      strangers.have(() -> publisher.submit("item"));
      return subscriber.answer.await();
    };
  }

  /** Looks once, when it is subscribed or at the first item. */
  private static final class Subscriber implements Flow.Subscriber<String> {
    private final Answer<Sight> answer;
    private final boolean first;
    private Flow.Subscription subscription;

    Subscriber(Answer<Sight> answer, boolean first) {
      this.answer = answer;
      this.first = first;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      if (first) {
        answer.run();
      } else {
        given.request(1);
      }
    }

    @Override
    public void onNext(String item) {
      answer.run();
      subscription.cancel();
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
