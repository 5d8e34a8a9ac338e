package dev.sallyport.testapps.context.reactor;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

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
        of.joined("Flux.share", Flux::share),
        of.joined("Flux.cache", Flux::cache),
        of.joined("publish.autoConnect", flux -> flux.publish().autoConnect()),
        of.joined(
            "publish.refCount, grace",
            flux -> flux.publish().refCount(1, Duration.ofSeconds(PATIENCE_SECONDS))),
        of.joined("replay.autoConnect", flux -> flux.replay(1).autoConnect()),
        of.joined("Mono.cache", flux -> flux.next().cache()),
        of.joined(
            "Mono.cache, for a time",
            flux -> flux.next().cache(Duration.ofSeconds(PATIENCE_SECONDS))),
        of.joined("Mono.share", flux -> flux.next().share()));
  }

  private Construct joined(String name, Function<Flux<String>, Publisher<String>> sharing) {
    return Construct.of(
        "Reactor, " + name,
        look -> {
          Sinks.Many<String> sink = Sinks.many().multicast().onBackpressureBuffer();
          Publisher<String> shared = sharing.apply(sink.asFlux());
          Answer<Disposable> first = new Answer<>(() -> Flux.from(shared).subscribe());
          strangers.have(first);
          first.await();
          CompletableFuture<Sight> answer =
              Flux.from(shared).next().map(item -> look.get()).toFuture();
          strangers.have(() -> sink.tryEmitNext("item"));
          return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        });
  }
}
