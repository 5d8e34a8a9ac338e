package dev.sallyport.testapps.context.rxjava;

import static dev.sallyport.testapps.context.rxjava.Sources.awaited;
import static dev.sallyport.testapps.context.rxjava.Sources.emitted;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Threads of RxJava's. */
final class OnSchedulers {
  private OnSchedulers() {}

  static List<Construct> all(Strangers strangers) {
    Executor own = Executors.newSingleThreadExecutor();
    List<Construct> all = new ArrayList<>();
    on(all, strangers, "io", Schedulers::io);
    on(all, strangers, "computation", Schedulers::computation);
    on(all, strangers, "single", Schedulers::single);
    on(all, strangers, "newThread", Schedulers::newThread);
    on(all, strangers, "trampoline", Schedulers::trampoline);
    on(all, strangers, "an executor", new Once<>(() -> Schedulers.from(own))::get);
    on(
        all,
        strangers,
        "an executor, interruptible",
        new Once<>(() -> Schedulers.from(own, /* interruptibleWorker= */ true))::get);
    worker(all, "", new Once<>(() -> Schedulers.from(own).createWorker()));
    worker(
        all,
        ", interruptible",
        new Once<>(() -> Schedulers.from(own, /* interruptibleWorker= */ true).createWorker()));
    worker(
        all,
        ", fair",
        new Once<>(
            () ->
                Schedulers.from(own, /* interruptibleWorker= */ false, /* fair= */ true)
                    .createWorker()));
    all.add(
        emitted(
            "delay",
            look -> Single.just(1).delay(1, TimeUnit.MILLISECONDS).map(item -> look.get())));
    all.add(
        emitted(
            "interval",
            look ->
                Observable.interval(1, TimeUnit.MILLISECONDS)
                    .map(item -> look.get())
                    .firstOrError()));
    all.add(
        emitted(
            "timeout",
            look ->
                Single.<Sight>never()
                    .timeout(1, TimeUnit.MILLISECONDS, Single.fromSupplier(look::get))));
    return all;
  }

  private static void on(
      List<Construct> all, Strangers strangers, String name, Callable<Scheduler> schedulers) {
    all.add(
        Construct.of(
            "RxJava, observeOn, " + name,
            look ->
                awaited(
                    Sources.one(strangers).observeOn(schedulers.call()).map(item -> look.get()))));
    all.add(
        Construct.of(
            "RxJava, subscribeOn, " + name,
            look -> awaited(Single.fromSupplier(look::get).subscribeOn(schedulers.call()))));
  }

  /** One run of it may do what several have scheduled. */
  private static void worker(List<Construct> all, String how, Once<Scheduler.Worker> worker) {
    all.add(
        Construct.of(
            "RxJava, a worker that all share" + how,
            look -> {
              Scheduler.Worker shared = worker.get();
              return awaited(
                  Single.create(emitter -> shared.schedule(() -> emitter.onSuccess(look.get()))));
            }));
  }
}
