package dev.sallyport.testapps.context.mutiny;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One subscription to a source that a stranger makes, and a chain of a call's joins. */
final class Shared {
  private static final long PATIENCE_SECONDS = 10;

  private final Strangers strangers;

  private Shared(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Shared of = new Shared(strangers);
    return List.of(
        of.joined("memoize", multi -> multi.toUni().memoize().indefinitely().toMulti()),
        of.memoized(),
        of.joined("cache", Multi::cache),
        of.joined("broadcast", multi -> multi.broadcast().toAllSubscribers()),
        of.joined("replay", multi -> Multi.createBy().replaying().ofMulti(multi)));
  }

  private Construct joined(String name, Function<Multi<String>, Multi<String>> sharing) {
    return Construct.of(
        "Mutiny, " + name,
        look -> {
          BroadcastProcessor<String> processor = BroadcastProcessor.create();
          Multi<String> shared = sharing.apply(processor);
          Answer<Cancellable> first = new Answer<>(() -> shared.subscribe().with(item -> {}));
          strangers.have(first);
          first.await();
          CompletableFuture<Sight> answer =
              shared.map(item -> look.get()).toUni().subscribe().asCompletionStage();
          strangers.have(() -> processor.onNext("item"));
          return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        });
  }

  /** The same where the stranger is the one whose subscription the source has. */
  private Construct memoized() {
    return Construct.of(
        "Mutiny, memoize, of a future",
        look -> {
          CompletableFuture<String> future = new CompletableFuture<>();
          Uni<String> shared = Uni.createFrom().completionStage(future).memoize().indefinitely();
          Answer<Cancellable> first = new Answer<>(() -> shared.subscribe().with(item -> {}));
          strangers.have(first);
          first.await();
          CompletableFuture<Sight> answer =
              shared.map(item -> look.get()).subscribe().asCompletionStage();
          strangers.have(() -> future.complete("item"));
          return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        });
  }
}
