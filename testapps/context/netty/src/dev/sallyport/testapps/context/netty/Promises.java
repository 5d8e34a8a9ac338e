package dev.sallyport.testapps.context.netty;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.function.Supplier;

/** What a call listens to, and a stranger completes. */
final class Promises {
  private static final String DONE = "done";

  private final Strangers strangers;

  private Promises(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Promises of = new Promises(strangers);
    EventExecutor executor = new DefaultEventExecutor();
    EventExecutor immediate = ImmediateEventExecutor.INSTANCE;
    return List.of(
        Construct.of("Promise.addListener", of.listening(executor, /* others= */ false)),
        Construct.of(
            "Promise.addListener, beside another", of.listening(executor, /* others= */ true)),
        Construct.of(
            "Promise.addListener, immediate", of.listening(immediate, /* others= */ false)),
        Construct.of(
            "Promise.addListener, immediate, beside another",
            of.listening(immediate, /* others= */ true)),
        Construct.of(
            "Promise.addListener, failed",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              Promise<String> promise = executor.newPromise();
              promise.addListener(told(answer));
              strangers.have(() -> promise.setFailure(new IllegalStateException("as planned")));
              return answer.await();
            }),
        Construct.of(
            "Promise.addListener, complete already",
            complete(() -> executor.<String>newPromise().setSuccess(DONE))),
        Construct.of(
            "Future.addListener, succeeded from the start",
            complete(() -> executor.newSucceededFuture(DONE))),
        Construct.of(
            "Future.addListener, immediate, succeeded from the start",
            complete(() -> immediate.newSucceededFuture(DONE))));
  }

  private Carrier listening(EventExecutor executor, boolean others) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      Promise<String> promise = executor.newPromise();
      if (others) {
        strangersListen(promise);
      }
      promise.addListener(told(answer));
      strangers.have(() -> promise.setSuccess(DONE));
      return answer.await();
    };
  }

  /** A listener of somebody else's comes first. */
  private void strangersListen(Promise<String> promise) throws Exception {
    Answer<Promise<String>> listening = new Answer<>(() -> promise.addListener(future -> {}));
    strangers.have(listening);
    listening.await();
  }

  private static Carrier complete(Supplier<Future<String>> completed) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      completed.get().addListener(told(answer));
      return answer.await();
    };
  }

  private static FutureListener<String> told(Runnable work) {
    return future -> work.run();
  }
}
