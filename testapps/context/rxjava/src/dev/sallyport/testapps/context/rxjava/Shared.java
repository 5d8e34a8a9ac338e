package dev.sallyport.testapps.context.rxjava;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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
        of.joined("Observable.share", Observable::share),
        of.joined("Observable.cache", Observable::cache),
        of.joined("replay.autoConnect", items -> items.replay(1).autoConnect()),
        of.joined(
            "Flowable.share",
            items -> items.toFlowable(BackpressureStrategy.BUFFER).share().toObservable()),
        of.joined(
            "Flowable.cache",
            items -> items.toFlowable(BackpressureStrategy.BUFFER).cache().toObservable()),
        of.joined("Single.cache", items -> items.firstOrError().cache().toObservable()),
        of.joined("Maybe.cache", items -> items.firstElement().cache().toObservable()));
  }

  private Construct joined(String name, Function<Observable<String>, Observable<String>> sharing) {
    return Construct.of(
        "RxJava, " + name,
        look -> {
          PublishSubject<String> subject = PublishSubject.create();
          Observable<String> shared = sharing.apply(subject);
          CompletableFuture<Sight> answer = new CompletableFuture<>();
          Answer<Disposable> first =
              new Answer<>(() -> shared.subscribe(item -> {}, answer::completeExceptionally));
          strangers.have(first);
          first.await();
          Disposable unused =
              shared
                  .map(item -> answer.complete(look.get()))
                  .subscribe(seen -> {}, answer::completeExceptionally);
          strangers.have(() -> subject.onNext("item"));
          return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        });
  }
}
