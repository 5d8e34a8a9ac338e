package dev.sallyport.testapps.context.mutiny;

import static dev.sallyport.testapps.context.mutiny.Unis.emitted;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Several items, which a stranger emits. */
final class Multis {
  private static final String ITEM = "item";
  private static final long PATIENCE_SECONDS = 10;

  private final Strangers strangers;

  private Multis(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Multis of = new Multis(strangers);
    return List.of(
        emitted("Multi emitter, map", look -> of.several().map(item -> look.get()).toUni()),
        emitted(
            "Multi emitter, collect",
            look -> of.several().collect().asList().map(items -> look.get())),
        emitted(
            "Multi, concatMap",
            look -> of.several().concatMap(item -> of.several()).map(item -> look.get()).toUni()),
        emitted(
            "Multi, flatMap to a publisher of another's",
            look -> of.several().flatMap(item -> of.foreign()).map(item -> look.get()).toUni()),
        emitted(
            "Multi.publisher",
            look -> Multi.createFrom().publisher(of.foreign()).map(item -> look.get()).toUni()),
        emitted(
            "Multi.safePublisher",
            look -> Multi.createFrom().safePublisher(of.foreign()).map(item -> look.get()).toUni()),
        emitted(
            "Multi, group by",
            look ->
                of.several()
                    .group()
                    .by(item -> item)
                    .flatMap(group -> group)
                    .map(item -> look.get())
                    .toUni()),
        emitted(
            "Multi, merge",
            look ->
                Multi.createBy()
                    .merging()
                    .streams(of.several(), of.foreign())
                    .map(item -> look.get())
                    .toUni()),
        emitted(
            "Multi, zip",
            look ->
                Multi.createBy()
                    .combining()
                    .streams(of.several(), of.foreign())
                    .using((one, other) -> look.get())
                    .toUni()),
        emitted(
            "Multi, recover with a Multi",
            look -> of.<Sight>failing().onFailure().recoverWithMulti(() -> of.seen(look)).toUni()),
        of.subscribed(),
        of.processed("BroadcastProcessor", BroadcastProcessor::create),
        of.processed("UnicastProcessor", UnicastProcessor::create),
        of.processed(
            "BroadcastProcessor, serialized",
            () -> BroadcastProcessor.<String>create().serialized()));
  }

  private Multi<String> several() {
    return several(strangers);
  }

  static Multi<String> several(Strangers strangers) {
    return Multi.createFrom()
        .emitter(
            emitter ->
                strangers.have(
                    () -> {
                      emitter.emit(ITEM);
                      emitter.complete();
                    }));
  }

  private Multi<Sight> seen(Supplier<Sight> look) {
    return several().map(item -> look.get());
  }

  private <T> Multi<T> failing() {
    return Multi.createFrom()
        .emitter(
            emitter -> strangers.have(() -> emitter.fail(new IllegalStateException("as planned"))));
  }

  private Flow.Publisher<String> foreign() {
    return new Foreign(strangers);
  }

  /** By a subscriber that Mutiny knows nothing of, to a publisher that it doesn't know either. */
  private Construct subscribed() {
    return Construct.of(
        "Mutiny, Multi.safePublisher, subscriber of another's",
        look -> {
          CompletableFuture<Sight> answer = new CompletableFuture<>();
          Multi.createFrom().safePublisher(foreign()).subscribe(new Looking(look, answer));
          return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        });
  }

  /** Emits when the chain has been subscribed to. */
  private Construct processed(String name, Supplier<Flow.Processor<String, String>> processors) {
    return Construct.of(
        "Mutiny, " + name,
        look -> {
          Flow.Processor<String, String> processor = processors.get();
          CompletableFuture<Sight> answer =
              Multi.createFrom()
                  .publisher(processor)
                  .map(item -> look.get())
                  .toUni()
                  .subscribe()
                  .asCompletionStage();
          strangers.have(() -> processor.onNext(ITEM));
          return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        });
  }

  /** Looks when it gets an item. */
  private record Looking(Supplier<Sight> look, CompletableFuture<Sight> answer)
      implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(String item) {
      answer.complete(look.get());
    }

    @Override
    public void onError(Throwable failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {}
  }
}
