package dev.sallyport.testapps.context.mutiny;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A single item, which a stranger gives. */
final class Unis {
  private static final String ITEM = "item";
  private static final long PATIENCE_SECONDS = 10;

  private final Strangers strangers;

  private Unis(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Unis of = new Unis(strangers);
    return List.of(
        emitted("Uni emitter, map", look -> of.one().map(item -> look.get())),
        emitted(
            "Uni emitter, flatMap",
            look -> of.one().flatMap(item -> of.one()).map(item -> look.get())),
        emitted(
            "Uni emitter, recover with an item",
            look -> of.<Sight>failing().onFailure().recoverWithItem(failure -> look.get())),
        emitted(
            "Uni emitter, recover with a Uni",
            look ->
                of.<Sight>failing()
                    .onFailure()
                    .recoverWithUni(() -> of.one().map(item -> look.get()))),
        emitted(
            "Uni.completionStage",
            look -> Uni.createFrom().completionStage(of.future()).map(item -> look.get())),
        emitted("Uni.future", look -> Uni.createFrom().future(of.future()).map(item -> look.get())),
        emitted(
            "Uni.publisher",
            look -> Uni.createFrom().publisher(new Foreign(strangers)).map(item -> look.get())),
        emitted("Uni, invoke", look -> kept(look, keep -> of.one().invoke(keep))),
        emitted(
            "Uni, onTermination",
            look -> kept(look, keep -> of.one().onTermination().invoke(keep))),
        emitted("Uni, eventually", look -> kept(look, keep -> of.one().eventually(keep))),
        emitted(
            "Uni, subscribe.with",
            look -> {
              CompletableFuture<Sight> answer = new CompletableFuture<>();
              of.one().subscribe().with(item -> answer.complete(look.get()));
              return Uni.createFrom().completionStage(answer);
            }),
        emitted(
            "Uni, withContext",
            look -> Uni.createFrom().context(context -> of.one()).map(item -> look.get())),
        emitted(
            "Uni, retry",
            look -> of.failingOnce().onFailure().retry().atMost(1).map(i -> look.get())),
        emitted(
            "Uni, retry with back-off",
            look ->
                of.failingOnce()
                    .onFailure()
                    .retry()
                    .withBackOff(Duration.ofMillis(1))
                    .atMost(1)
                    .map(item -> look.get())),
        emitted(
            "Uni.combine",
            look -> Uni.combine().all().unis(of.one(), of.one()).with((a, b) -> look.get())),
        emitted(
            "Uni.combine, any",
            look -> Uni.combine().any().of(of.one(), of.one()).map(item -> look.get())),
        emitted(
            "Uni.join",
            look ->
                Uni.join().all(List.of(of.one(), of.one())).andFailFast().map(all -> look.get())),
        emitted(
            "Uni, to a Multi and back", look -> of.one().toMulti().map(item -> look.get()).toUni()),
        Construct.of(
            "Mutiny, Uni, await",
            look ->
                of.one()
                    .map(item -> look.get())
                    .await()
                    .atMost(Duration.ofSeconds(PATIENCE_SECONDS))));
  }

  /** A chain that a call subscribes to by waiting for it. */
  static Construct emitted(String name, Function<Supplier<Sight>, Uni<Sight>> chain) {
    return Construct.of(
        "Mutiny, " + name,
        look ->
            chain
                .apply(look)
                .subscribe()
                .asCompletionStage()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private static Uni<Sight> kept(Supplier<Sight> look, Function<Runnable, Uni<?>> chain) {
    CompletableFuture<Sight> answer = new CompletableFuture<>();
    return chain
        .apply(() -> answer.complete(look.get()))
        .chain(() -> Uni.createFrom().completionStage(answer));
  }

  private Uni<String> one() {
    return one(strangers);
  }

  static Uni<String> one(Strangers strangers) {
    return Uni.createFrom().emitter(emitter -> strangers.have(() -> emitter.complete(ITEM)));
  }

  private <T> Uni<T> failing() {
    return Uni.createFrom()
        .emitter(
            emitter -> strangers.have(() -> emitter.fail(new IllegalStateException("as planned"))));
  }

  private Uni<String> failingOnce() {
    AtomicInteger times = new AtomicInteger();
    return Uni.createFrom()
        .emitter(
            emitter ->
                strangers.have(
                    () -> {
                      if (times.getAndIncrement() == 0) {
                        emitter.fail(new IllegalStateException("as planned"));
                      } else {
                        emitter.complete(ITEM);
                      }
                    }));
  }

  private CompletableFuture<String> future() {
    CompletableFuture<String> future = new CompletableFuture<>();
    strangers.have(() -> future.complete(ITEM));
    return future;
  }
}
