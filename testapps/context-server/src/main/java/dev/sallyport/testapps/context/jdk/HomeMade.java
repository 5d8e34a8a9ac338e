package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Loops that somebody wrote instead of taking a pool. */
final class HomeMade {
  private static final String WHY = "nothing but its author knows that a queue holds work";

  private HomeMade() {}

  static List<Construct> all(Strangers strangers) {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    loop(queue);
    return List.of(
        Construct.of(
            "FutureTask, home-made loop",
            look -> {
              FutureTask<Sight> task = new FutureTask<>(look::get);
              strangers.have(task);
              return task.get(10, TimeUnit.SECONDS);
            }),
        Construct.of(
                "a home-made loop",
                look -> {
                  Answer<Sight> answer = new Answer<>(look::get);
                  queue.add(answer);
                  return answer.await();
                })
            .notCarried(WHY));
  }

  private static void loop(BlockingQueue<Runnable> queue) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  queue.take().run();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "home-made");
    thread.setDaemon(true);
    thread.start();
  }
}
