package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@link CompletableFuture}: stages that a call registers, and a stranger completes. */
final class Stages {
  private static final String DONE = "done";

  private final Strangers strangers;

  private Stages(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Stages of = new Stages(strangers);
    Executor own = Executors.newFixedThreadPool(2);
    return List.of(
        begun("supplyAsync", CompletableFuture::supplyAsync),
        begun("supplyAsync, own executor", look -> CompletableFuture.supplyAsync(look, own)),
        begun(
            "supplyAsync, home-made executor",
            look -> CompletableFuture.supplyAsync(look, strangers::have)),
        begun(
            "delayedExecutor",
            look ->
                CompletableFuture.supplyAsync(
                    look, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))),
        begun(
            "completeOnTimeout.thenApply",
            look ->
                new CompletableFuture<String>()
                    .completeOnTimeout(DONE, 1, TimeUnit.MILLISECONDS)
                    .thenApply(done -> look.get())),
        begun(
            "orTimeout.exceptionally",
            look ->
                new CompletableFuture<Sight>()
                    .orTimeout(1, TimeUnit.MILLISECONDS)
                    .exceptionally(late -> look.get())),
        of.completed("thenApply", (look, source) -> source.thenApply(done -> look.get())),
        of.completed(
            "thenApply.thenApply",
            (look, source) -> source.thenApply(String::length).thenApply(done -> look.get())),
        of.completed(
            "thenAccept",
            (look, source) -> kept(look, keep -> source.thenAccept(done -> keep.run()))),
        of.completed("thenRun", (look, source) -> kept(look, source::thenRun)),
        of.completed("handle", (look, source) -> source.handle((done, failure) -> look.get())),
        of.completed(
            "whenComplete",
            (look, source) ->
                kept(look, keep -> source.whenComplete((done, failure) -> keep.run()))),
        of.completed(
            "thenCompose",
            (look, source) ->
                source.thenCompose(done -> CompletableFuture.completedFuture(look.get()))),
        of.completed(
            "thenCombine",
            (look, source) -> source.thenCombine(source.copy(), (done, too) -> look.get())),
        of.completed(
            "thenAcceptBoth",
            (look, source) ->
                kept(
                    look, keep -> source.thenAcceptBoth(source.copy(), (done, too) -> keep.run()))),
        of.completed(
            "runAfterBoth",
            (look, source) -> kept(look, keep -> source.runAfterBoth(source.copy(), keep))),
        of.completed(
            "applyToEither",
            (look, source) -> source.applyToEither(new CompletableFuture<>(), done -> look.get())),
        of.completed(
            "acceptEither",
            (look, source) ->
                kept(
                    look,
                    keep -> source.acceptEither(new CompletableFuture<>(), done -> keep.run()))),
        of.completed(
            "runAfterEither",
            (look, source) ->
                kept(look, keep -> source.runAfterEither(new CompletableFuture<Void>(), keep))),
        of.completed(
            "allOf.thenApply",
            (look, source) -> CompletableFuture.allOf(source).thenApply(done -> look.get())),
        of.completed(
            "anyOf.thenApply",
            (look, source) -> CompletableFuture.anyOf(source).thenApply(done -> look.get())),
        of.completed("thenApplyAsync", (look, source) -> source.thenApplyAsync(done -> look.get())),
        of.completed(
            "thenApplyAsync, own executor",
            (look, source) -> source.thenApplyAsync(done -> look.get(), own)),
        of.completed(
            "thenApplyAsync, home-made executor",
            (look, source) -> source.thenApplyAsync(done -> look.get(), strangers::have)),
        of.completed(
            "thenRunAsync", (look, source) -> kept(look, keep -> source.thenRunAsync(keep))),
        of.failed("exceptionally", (look, source) -> source.exceptionally(failure -> look.get())),
        of.failed(
            "exceptionallyCompose",
            (look, source) ->
                source.exceptionallyCompose(
                    failure -> CompletableFuture.completedFuture(look.get()))),
        of.failed(
            "exceptionallyAsync",
            (look, source) -> source.exceptionallyAsync(failure -> look.get())));
  }

  /** Registers the work with a source that is not completed yet. */
  private interface Registering<T> {
    CompletableFuture<Sight> on(Supplier<Sight> look, CompletableFuture<T> source);
  }

  private interface Beginning {
    CompletableFuture<Sight> of(Supplier<Sight> look);
  }

  /** Registers work that has no answer. */
  private interface Keeping {
    CompletableFuture<?> on(Runnable keep);
  }

  private static Construct begun(String name, Beginning beginning) {
    return Construct.of(
        "CompletableFuture." + name, look -> beginning.of(look).get(10, TimeUnit.SECONDS));
  }

  private Construct completed(String name, Registering<String> registering) {
    return Construct.of(
        "CompletableFuture." + name,
        look -> {
          CompletableFuture<String> source = new CompletableFuture<>();
          CompletableFuture<Sight> answer = registering.on(look, source);
          strangers.have(() -> source.complete(DONE));
          return answer.get(10, TimeUnit.SECONDS);
        });
  }

  private Construct failed(String name, Registering<Sight> registering) {
    return Construct.of(
        "CompletableFuture." + name,
        look -> {
          CompletableFuture<Sight> source = new CompletableFuture<>();
          CompletableFuture<Sight> answer = registering.on(look, source);
          strangers.have(
              () -> source.completeExceptionally(new CompletionException("as planned", null)));
          return answer.get(10, TimeUnit.SECONDS);
        });
  }

  private static CompletableFuture<Sight> kept(Supplier<Sight> look, Keeping keeping) {
    CompletableFuture<Sight> answer = new CompletableFuture<>();
    CompletableFuture<?> unused = keeping.on(() -> answer.complete(look.get()));
    return answer;
  }
}
