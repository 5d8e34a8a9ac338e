package dev.sallyport.testapps.context.reactor;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a stranger emits into. */
final class Sources {
  private static final String ITEM = "item";
  private static final long PATIENCE_SECONDS = 10;

  private final Strangers strangers;

  private Sources(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Sources of = new Sources(strangers);
    return List.of(
        emitted("Mono.create", look -> of.one().map(item -> look.get())),
        emitted("Flux.create", look -> of.several().map(item -> look.get()).next()),
        emitted(
            "Flux.push",
            look ->
                Flux.<String>push(sink -> strangers.have(() -> sink.next(ITEM)))
                    .map(item -> look.get())
                    .next()),
        emitted(
            "Mono.fromFuture",
            look -> {
              CompletableFuture<String> future = new CompletableFuture<>();
              strangers.have(() -> future.complete(ITEM));
              return Mono.fromFuture(future).map(item -> look.get());
            }),
        emitted(
            "a publisher of another's",
            look -> Flux.from(of.foreign()).next().map(item -> look.get())),
        emitted(
            "Mono.create, filtered",
            look -> of.one().filter(item -> !item.isEmpty()).map(item -> look.get())),
        emitted("doOnNext", look -> kept(look, keep -> of.one().doOnNext(item -> keep.run()))),
        emitted("doOnSuccess", look -> kept(look, keep -> of.one().doOnSuccess(i -> keep.run()))),
        emitted(
            "doOnComplete",
            look -> kept(look, keep -> of.several().take(1).doOnComplete(keep).then())),
        emitted("doFinally", look -> kept(look, keep -> of.one().doFinally(signal -> keep.run()))),
        emitted(
            "subscribe",
            look -> {
              CompletableFuture<Sight> answer = new CompletableFuture<>();
              of.one().subscribe(item -> answer.complete(look.get()));
              return Mono.fromFuture(answer);
            }),
        emitted(
            "contextWrite",
            look ->
                Mono.deferContextual(view -> of.one().map(item -> look.get()))
                    .contextWrite(view -> view.put(ITEM, ITEM))),
        emitted("onErrorResume", look -> of.failing().onErrorResume(e -> Mono.fromSupplier(look))),
        emitted("handle", look -> of.one().handle((item, sink) -> sink.next(look.get()))),
        of.sunk("Sinks.one", () -> new One<>(Sinks.one())),
        of.sunk("Sinks.unicast", () -> new Many<>(Sinks.many().unicast().onBackpressureBuffer())),
        of.sunk(
            "Sinks.multicast", () -> new Many<>(Sinks.many().multicast().onBackpressureBuffer())),
        of.sunk(
            "Sinks.multicast, best effort",
            () -> new Many<>(Sinks.many().multicast().directBestEffort())),
        of.sunk("Sinks.replay", () -> new Many<>(Sinks.many().replay().all())));
  }

  /** A chain that a call subscribes to by waiting for it. */
  static Construct emitted(String name, Function<Supplier<Sight>, Mono<Sight>> chain) {
    return Construct.of(
        "Reactor, " + name,
        look -> chain.apply(look).toFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  static Mono<Sight> kept(Supplier<Sight> look, Function<Runnable, Mono<?>> chain) {
    CompletableFuture<Sight> answer = new CompletableFuture<>();
    return chain.apply(() -> answer.complete(look.get())).then(Mono.fromFuture(answer));
  }

  Mono<String> one() {
    return one(strangers);
  }

  static Mono<String> one(Strangers strangers) {
    return Mono.create(sink -> strangers.have(() -> sink.success(ITEM)));
  }

  private Flux<String> several() {
    return Flux.create(
        sink ->
            strangers.have(
                () -> {
                  sink.next(ITEM);
                  sink.complete();
                }));
  }

  private Mono<Sight> failing() {
    return Mono.create(
        sink -> strangers.have(() -> sink.error(new IllegalStateException("as planned"))));
  }

  private Publisher<String> foreign() {
    return new Foreign(strangers);
  }

  /** Emits when the chain has been subscribed to. */
  private Construct sunk(String name, Supplier<Emitter<String>> emitters) {
    return Construct.of(
        "Reactor, " + name,
        look -> {
          Emitter<String> emitter = emitters.get();
          CompletableFuture<Sight> answer =
              Mono.from(emitter.published()).map(item -> look.get()).toFuture();
          strangers.have(() -> emitter.emit(ITEM));
          return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        });
  }

  private interface Emitter<T> {
    Publisher<T> published();

    void emit(T item);
  }

  private record One<T>(Sinks.One<T> sink) implements Emitter<T> {
    @Override
    public Publisher<T> published() {
      return sink.asMono();
    }

    @Override
    public void emit(T item) {
      sink.emitValue(item, Sinks.EmitFailureHandler.FAIL_FAST);
    }
  }

  private record Many<T>(Sinks.Many<T> sink) implements Emitter<T> {
    @Override
    public Publisher<T> published() {
      return sink.asFlux();
    }

    @Override
    public void emit(T item) {
      sink.emitNext(item, Sinks.EmitFailureHandler.FAIL_FAST);
    }
  }
}
