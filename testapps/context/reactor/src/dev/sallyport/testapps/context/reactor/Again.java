package dev.sallyport.testapps.context.reactor;

import static dev.sallyport.testapps.context.reactor.Sources.emitted;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Chains that subscribe to their source again, from where it failed or ended. */
final class Again {
  private final Strangers strangers;

  private Again(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Again of = new Again(strangers);
    return List.of(
        emitted("retry, at the source", look -> of.failingOnce(look).retry(1)),
        emitted("retry, after it", look -> of.failingOnce().retry(1).map(item -> look.get())),
        emitted(
            "retryWhen",
            look ->
                of.failingOnce()
                    .retryWhen(Retry.fixedDelay(1, Duration.ofMillis(1)))
                    .map(item -> look.get())),
        emitted("repeat", look -> of.endingOnce().repeat(1).next().map(item -> look.get())),
        emitted(
            "repeatWhen",
            look ->
                of.endingOnce()
                    .repeatWhen(ends -> ends.delayElements(Duration.ofMillis(1)))
                    .next()
                    .map(item -> look.get())),
        emitted(
            "repeatWhenEmpty",
            look -> of.endingOnce().repeatWhenEmpty(Flux::hide).map(item -> look.get())));
  }

  private Mono<Sight> failingOnce(Supplier<Sight> look) {
    AtomicInteger times = new AtomicInteger();
    return Mono.defer(
        () ->
            times.getAndIncrement() == 0
                ? Sources.one(strangers).flatMap(item -> Mono.error(new IllegalStateException()))
                : Mono.fromSupplier(look));
  }

  private Mono<String> failingOnce() {
    AtomicInteger times = new AtomicInteger();
    return Mono.create(
        sink ->
            strangers.have(
                () -> {
                  if (times.getAndIncrement() == 0) {
                    sink.error(new IllegalStateException("as planned"));
                  } else {
                    sink.success("item");
                  }
                }));
  }

  private Mono<String> endingOnce() {
    AtomicInteger times = new AtomicInteger();
    return Mono.create(
        sink ->
            strangers.have(
                () -> {
                  if (times.getAndIncrement() == 0) {
                    sink.success();
                  } else {
                    sink.success("item");
                  }
                }));
  }
}
