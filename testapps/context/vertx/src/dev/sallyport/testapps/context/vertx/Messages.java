package dev.sallyport.testapps.context.vertx;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is sent over the event bus: handled for whoever sent it. */
final class Messages {
  private static final String ADDRESS = "of the server";

  private Messages() {}

  static List<Construct> all(Vertx vertx) {
    Map<Integer, Runnable> expected = new ConcurrentHashMap<>();
    AtomicInteger last = new AtomicInteger();
    vertx
        .eventBus()
        .<Integer>consumer(
            ADDRESS,
            message -> {
              expected.remove(message.body()).run();
              message.reply(message.body());
            });
    return List.of(
        Construct.of(
            "EventBus.send, at the consumer",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              int number = last.incrementAndGet();
              expected.put(number, answer);
              vertx.eventBus().send(ADDRESS, number);
              return answer.await();
            }),
        Construct.of(
            "EventBus.request.map",
            look -> {
              int number = last.incrementAndGet();
              expected.put(number, () -> {});
              return Contexts.got(
                  vertx.eventBus().request(ADDRESS, number).map(reply -> look.get()));
            }));
  }
}
