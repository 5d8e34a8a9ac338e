package dev.sallyport.testapps.context.reactor;

import static dev.sallyport.testapps.context.reactor.Sources.emitted;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Threads of Reactor's. */
final class OnSchedulers {
  private static final Duration SHORT = Duration.ofMillis(1);

  private OnSchedulers() {}

  static List<Construct> all() {
    Executor own = Executors.newSingleThreadExecutor();
    List<Construct> all = new ArrayList<>();
    on(all, "parallel", Schedulers::parallel);
    on(all, "boundedElastic", Schedulers::boundedElastic);
    on(all, "single", Schedulers::single);
    on(all, "immediate", Schedulers::immediate);
    on(all, "an executor", new Once<>(() -> Schedulers.fromExecutor(own))::get);
    on(all, "an executor, trampolined", new Once<>(() -> Schedulers.fromExecutor(own, true))::get);
    on(all, "newSingle of the first call", new Once<>(() -> Schedulers.newSingle("own"))::get);
    on(
        all,
        "newParallel of the first call",
        new Once<>(() -> Schedulers.newParallel("own", 1))::get);
    on(
        all,
        "newBoundedElastic of the first call",
        new Once<>(() -> Schedulers.newBoundedElastic(2, 1000, "own"))::get);
    Once<Scheduler.Worker> worker =
        new Once<>(() -> Schedulers.fromExecutor(own, true).createWorker());
    all.add(
        Construct.of(
            "Reactor, a trampolined worker that all share", look -> scheduled(worker.get(), look)));
    all.addAll(timed());
    return all;
  }

  private static List<Construct> timed() {
    return List.of(
        emitted("delayElement", look -> Mono.just(1).delayElement(SHORT).map(i -> look.get())),
        emitted("Mono.delay", look -> Mono.delay(SHORT).map(i -> look.get())),
        emitted("Flux.interval", look -> Flux.interval(SHORT).next().map(i -> look.get())),
        emitted("timeout", look -> Mono.<Sight>never().timeout(SHORT, Mono.fromSupplier(look))),
        emitted("delaySubscription", look -> Mono.fromSupplier(look).delaySubscription(SHORT)),
        emitted(
            "parallel.runOn",
            look ->
                Flux.range(0, 1)
                    .parallel(2)
                    .runOn(Schedulers.parallel())
                    .map(i -> look.get())
                    .sequential()
                    .next()),
        Construct.of(
            "Reactor, block",
            look ->
                Mono.fromSupplier(look)
                    .subscribeOn(Schedulers.boundedElastic())
                    .block(Duration.ofSeconds(10))));
  }

  private static void on(List<Construct> all, String name, Callable<Scheduler> schedulers) {
    all.add(
        Construct.of(
            "Reactor, publishOn, " + name,
            look ->
                Mono.just(1)
                    .publishOn(schedulers.call())
                    .map(item -> look.get())
                    .toFuture()
                    .get(10, TimeUnit.SECONDS)));
    all.add(
        Construct.of(
            "Reactor, subscribeOn, " + name,
            look ->
                Mono.fromSupplier(look)
                    .subscribeOn(schedulers.call())
                    .toFuture()
                    .get(10, TimeUnit.SECONDS)));
  }

  private static Sight scheduled(Scheduler.Worker worker, Supplier<Sight> look) throws Exception {
    return Mono.<Sight>create(sink -> worker.schedule(() -> sink.success(look.get())))
        .toFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
