package dev.sallyport.testapps.context.rxjava;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.ReplaySubject;
import io.reactivex.rxjava3.subjects.Subject;
import io.reactivex.rxjava3.subscribers.DisposableSubscriber;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a stranger emits into, or asks for. */
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
        emitted(
            "Flowable.create",
            look ->
                Flowable.<String>create(
                        emitter -> strangers.have(() -> emitter.onNext(ITEM)),
                        BackpressureStrategy.BUFFER)
                    .map(item -> look.get())
                    .firstOrError()),
        emitted("Observable.create", look -> of.several().map(i -> look.get()).firstOrError()),
        emitted("Single.create", look -> one(strangers).map(item -> look.get())),
        emitted(
            "Maybe.create",
            look ->
                Maybe.<String>create(emitter -> strangers.have(() -> emitter.onSuccess(ITEM)))
                    .map(item -> look.get())
                    .toSingle()),
        emitted(
            "Completable.create",
            look ->
                Completable.create(emitter -> strangers.have(emitter::onComplete))
                    .toSingle(look::get)),
        emitted("subscribe", of::subscribed),
        emitted("request by a stranger", of::requested),
        emitted(
            "Single.fromFuture",
            look -> {
              CompletableFuture<String> future = new CompletableFuture<>();
              strangers.have(() -> future.complete(ITEM));
              return Single.fromFuture(future).map(item -> look.get());
            }),
        emitted(
            "Single.fromCompletionStage",
            look -> {
              CompletableFuture<String> future = new CompletableFuture<>();
              strangers.have(() -> future.complete(ITEM));
              return Single.fromCompletionStage(future).map(item -> look.get());
            }),
        emitted(
            "flatMap",
            look ->
                Observable.range(0, 2)
                    .flatMap(i -> one(strangers).toObservable())
                    .map(item -> look.get())
                    .firstOrError()),
        emitted("retry", of::again),
        emitted(
            "onErrorResumeNext",
            look -> of.failing().onErrorResumeNext(e -> Single.fromSupplier(look::get))),
        emitted(
            "zip", look -> Single.zip(one(strangers), one(strangers), (left, right) -> look.get())),
        of.sunk("PublishSubject", PublishSubject::create),
        of.sunk("ReplaySubject", ReplaySubject::create));
  }

  /** A chain that a call subscribes to by waiting for it. */
  static Construct emitted(String name, Function<Supplier<Sight>, Single<Sight>> chain) {
    return Construct.of("RxJava, " + name, look -> awaited(chain.apply(look)));
  }

  static Sight awaited(Single<Sight> chain) throws Exception {
    return chain.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  static Single<String> one(Strangers strangers) {
    return Single.create(emitter -> strangers.have(() -> emitter.onSuccess(ITEM)));
  }

  private Observable<String> several() {
    return Observable.create(emitter -> strangers.have(() -> emitter.onNext(ITEM)));
  }

  private Single<Sight> failing() {
    return Single.create(
        emitter -> strangers.have(() -> emitter.onError(new IllegalStateException("as planned"))));
  }

  private Single<Sight> subscribed(Supplier<Sight> look) {
    CompletableFuture<Sight> answer = new CompletableFuture<>();
    Disposable unused =
        several().subscribe(item -> answer.complete(look.get()), answer::completeExceptionally);
    return Single.fromCompletionStage(answer);
  }

  /** What the first subscription emits fails; what the second does is looked at. */
  private Single<Sight> again(Supplier<Sight> look) {
    AtomicBoolean failed = new AtomicBoolean();
    return one(strangers)
        .map(
            item -> {
              if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("as planned");
              }
              return look.get();
            })
        .retry(1);
  }

  /** A source that makes its items when it is asked to. */
  private Single<Sight> requested(Supplier<Sight> look) {
    CompletableFuture<Sight> answer = new CompletableFuture<>();
    DisposableSubscriber<Sight> patient =
        new DisposableSubscriber<>() {
          @Override
          protected void onStart() {
            strangers.have(() -> request(1));
          }

          @Override
          public void onNext(Sight item) {
            answer.complete(item);
          }

          @Override
          public void onError(Throwable failure) {
            answer.completeExceptionally(failure);
          }

          @Override
          public void onComplete() {}
        };
    Flowable.<Sight>generate(emitter -> emitter.onNext(look.get())).subscribe(patient);
    return Single.fromCompletionStage(answer);
  }

  /** Emits when the chain has been subscribed to. */
  private Construct sunk(String name, Supplier<Subject<String>> subjects) {
    return emitted(
        name,
        look -> {
          Subject<String> subject = subjects.get();
          CompletableFuture<Sight> answer = new CompletableFuture<>();
          Disposable unused =
              subject
                  .map(item -> answer.complete(look.get()))
                  .subscribe(seen -> {}, answer::completeExceptionally);
          strangers.have(() -> subject.onNext(ITEM));
          return Single.fromCompletionStage(answer);
        });
  }
}
