package dev.sallyport.testapps.context.mutiny;

import static dev.sallyport.testapps.context.mutiny.Unis.emitted;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Threads of the JDK's, which Mutiny hands work to. */
final class OnExecutors {
  private static final Duration SHORT = Duration.ofMillis(1);

  private OnExecutors() {}

  static List<Construct> all() {
    List<Construct> all = new ArrayList<>();
    on(all, "Mutiny's pool", Infrastructure::getDefaultExecutor);
    on(all, "Mutiny's workers", Infrastructure::getDefaultWorkerPool);
    on(all, "a pool of the first call", new Once<>(Executors::newSingleThreadExecutor)::get);
    all.addAll(timed());
    return all;
  }

  private static List<Construct> timed() {
    return List.of(
        emitted(
            "Uni, delayIt",
            look -> Uni.createFrom().item(1).onItem().delayIt().by(SHORT).map(i -> look.get())),
        emitted(
            "Uni, ifNoItem",
            look ->
                Uni.createFrom().<Sight>nothing().ifNoItem().after(SHORT).recoverWithItem(look)),
        emitted(
            "Multi.ticks",
            look -> Multi.createFrom().ticks().every(SHORT).map(tick -> look.get()).toUni()),
        emitted(
            "Multi, lists by time",
            look ->
                Multi.createFrom()
                    .ticks()
                    .every(SHORT)
                    .group()
                    .intoLists()
                    .of(2, SHORT)
                    .map(ticks -> look.get())
                    .toUni()));
  }

  private static void on(List<Construct> all, String name, Callable<? extends Executor> executors) {
    all.add(
        Construct.of(
            "Mutiny, Uni, emitOn, " + name,
            look -> sight(Uni.createFrom().item(1).emitOn(executors.call()).map(i -> look.get()))));
    all.add(
        Construct.of(
            "Mutiny, Uni, runSubscriptionOn, " + name,
            look -> sight(Uni.createFrom().item(look).runSubscriptionOn(executors.call()))));
    all.add(
        Construct.of(
            "Mutiny, Multi, emitOn, " + name,
            look ->
                sight(
                    Multi.createFrom()
                        .items(1, 2)
                        .emitOn(executors.call())
                        .collect()
                        .last()
                        .map(last -> look.get()))));
    all.add(
        Construct.of(
            "Mutiny, Multi, runSubscriptionOn, " + name,
            look ->
                sight(Multi.createFrom().item(look).runSubscriptionOn(executors.call()).toUni())));
  }

  private static Sight sight(Uni<Sight> chain) throws Exception {
    return chain.subscribe().asCompletionStage().get(10, TimeUnit.SECONDS);
  }
}
