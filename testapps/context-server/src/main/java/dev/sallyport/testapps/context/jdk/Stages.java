package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@link CompletableFuture}: stages that a call registers and a stranger completes. */
final class Stages {
  private final Strangers strangers;

  private Stages(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Stages stages = new Stages(strangers);
    return List.of(stages.of("thenApply", (look, source) -> source.thenApply(text -> look.get())));
  }

  private interface Registering {
    CompletableFuture<Sight> on(Supplier<Sight> look, CompletableFuture<String> source);
  }

  private Construct of(String method, Registering registering) {
    return Construct.of(
        "CompletableFuture." + method,
        look -> {
          CompletableFuture<String> source = new CompletableFuture<>();
          CompletableFuture<Sight> answer = registering.on(look, source);
          strangers.have(() -> source.complete("completed"));
          return answer.get(10, TimeUnit.SECONDS);
        });
  }
}
