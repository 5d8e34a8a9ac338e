package dev.sallyport.testapps.context.reactor;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/** What a stranger asks for, or cancels. */
final class Requests {
  private final Strangers strangers;

  private Requests(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Requests of = new Requests(strangers);
    return List.of(
        of.requested(
            "request, of what is generated",
            answer ->
                Flux.generate(
                    sink -> {
                      answer.run();
                      sink.next("item");
                    })),
        of.requested(
            "request, of what is mapped", answer -> Flux.range(0, 2).map(i -> looked(answer))),
        of.requested(
            "request, of what is just mapped", answer -> Flux.just(1).map(i -> looked(answer))),
        of.cancelled(
            "cancel, at the source", answer -> Flux.create(sink -> sink.onDispose(answer::run))),
        of.cancelled(
                "cancel, after the source",
                answer -> Flux.<String>never().hide().doOnCancel(answer))
            .notCarried("an operator's callback for a cancellation runs for whoever cancels"));
  }

  private static String looked(Answer<Sight> answer) {
    answer.run();
    return "item";
  }

  private Construct requested(String name, Function<Answer<Sight>, Flux<String>> chain) {
    return Construct.of(
        "Reactor, " + name,
        look -> {
          Answer<Sight> answer = new Answer<>(look::get);
          Patient subscriber = new Patient();
          chain.apply(answer).subscribe(subscriber);
          strangers.have(() -> subscriber.request(1));
          return answer.await();
        });
  }

  private Construct cancelled(String name, Function<Answer<Sight>, Flux<String>> chain) {
    return Construct.of(
        "Reactor, " + name,
        look -> {
          Answer<Sight> answer = new Answer<>(look::get);
          Patient subscriber = new Patient();
          chain.apply(answer).subscribe(subscriber);
          strangers.have(subscriber::cancel);
          return answer.await();
        });
  }

  /** Asks for nothing until it is told to. */
  private static final class Patient extends BaseSubscriber<String> {
    @Override
    protected void hookOnSubscribe(Subscription subscription) {}

    @Override
    protected void hookFinally(SignalType type) {}
  }
}
