package dev.sallyport.testapps.context.reactor;

import static dev.sallyport.testapps.context.reactor.Sources.emitted;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Operators that subscribe to more than one source, and run what follows for each. */
final class Inners {
  private Inners() {}

  static List<Construct> all(Strangers strangers) {
    Mono<String> inner = Sources.one(strangers);
    Mono<Integer> missing = Mono.create(sink -> strangers.have(sink::success));
    Publisher<String> foreign = new Foreign(strangers);
    Flux<Integer> outer = Flux.range(0, 1);
    return List.of(
        emitted("Mono.flatMap", look -> Mono.just(1).flatMap(i -> inner).map(i -> look.get())),
        emitted(
            "Mono.flatMapMany",
            look -> Mono.just(1).hide().flatMapMany(i -> foreign).next().map(i -> look.get())),
        emitted("Flux.flatMap", look -> one(outer.flatMap(i -> inner).map(i -> look.get()))),
        emitted(
            "Flux.flatMap, another's publisher",
            look -> one(outer.flatMap(i -> foreign).map(i -> look.get()))),
        emitted(
            "Flux.flatMap, outer and inner emitted",
            look -> one(inner.flux().flatMap(i -> inner).map(i -> look.get()))),
        emitted(
            "Flux.concatMap, another's publisher",
            look -> one(outer.concatMap(i -> foreign).map(i -> look.get()))),
        emitted(
            "Flux.switchMap, another's publisher",
            look -> one(outer.switchMap(i -> foreign).map(i -> look.get()))),
        emitted(
            "Flux.flatMapSequential, another's publisher",
            look -> one(outer.flatMapSequential(i -> foreign).map(i -> look.get()))),
        emitted(
            "switchIfEmpty",
            look -> missing.map(String::valueOf).switchIfEmpty(inner).map(i -> look.get())),
        emitted("then", look -> inner.then(Mono.fromSupplier(look))),
        emitted("delayUntil", look -> Mono.just(1).delayUntil(i -> inner).map(i -> look.get())),
        emitted(
            "filterWhen",
            look -> Mono.just(1).filterWhen(i -> inner.hasElement()).map(i -> look.get())),
        emitted("Mono.zip", look -> Mono.zip(inner, inner, (a, b) -> look.get())),
        emitted("Mono.when", look -> Mono.when(inner, inner).then(Mono.fromSupplier(look))),
        emitted("Flux.zip", look -> one(Flux.zip(inner, foreign, (a, b) -> look.get()))),
        emitted(
            "Flux.merge",
            look ->
                one(Flux.merge(inner, Flux.<String>never()).next().map(i -> look.get()).flux())),
        emitted(
            "Flux.combineLatest",
            look -> one(Flux.combineLatest(inner, foreign, (a, b) -> look.get()))),
        emitted(
            "Flux.concat",
            look -> one(Flux.concat(inner, inner).last().map(i -> look.get()).flux())),
        emitted(
            "Mono.firstWithSignal",
            look -> Mono.firstWithSignal(inner, Mono.<String>never()).map(i -> look.get())),
        emitted(
            "withLatestFrom",
            look ->
                one(
                    inner
                        .flux()
                        .delayUntil(i -> inner)
                        .withLatestFrom(outer, (a, b) -> look.get()))),
        emitted(
            "scan",
            look ->
                one(
                    inner
                        .flux()
                        .scanWith(() -> 0, (a, b) -> 1)
                        .last()
                        .map(i -> look.get())
                        .flux())),
        emitted("buffer", look -> one(inner.flux().buffer(1).map(i -> look.get()))),
        emitted("window", look -> one(inner.flux().window(1).flatMap(w -> w).map(i -> look.get()))),
        emitted(
            "groupBy",
            look -> one(inner.flux().groupBy(i -> i).flatMap(g -> g).map(i -> look.get()))),
        emitted(
            "expand", look -> inner.flux().expand(i -> inner).take(2).last().map(i -> look.get())),
        emitted(
            "Mono.using", look -> Mono.using(() -> 1, i -> inner.map(j -> look.get()), i -> {})),
        emitted(
            "Mono.using, clean-up",
            look ->
                Sources.kept(
                    look, keep -> Mono.using(() -> 1, i -> inner, i -> keep.run(), false))),
        emitted(
            "Mono.usingWhen",
            look -> Mono.usingWhen(inner, i -> inner.map(j -> look.get()), i -> inner)),
        emitted(
            "Mono.usingWhen, clean-up",
            look ->
                Sources.kept(
                    look,
                    keep -> Mono.usingWhen(inner, i -> inner, i -> Mono.fromRunnable(keep)))));
  }

  private static Mono<Sight> one(Flux<Sight> chain) {
    return chain.last();
  }
}
