package dev.sallyport.testapps.context;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that does what is put into a queue, for as long as the server runs. */
final class Worker extends Thread {
  private final BlockingQueue<Runnable> queue;

  /** Starts one with a queue of its own. */
  static Worker start(String name) {
    return start(name, new LinkedBlockingQueue<>());
  }

  /** Starts one that shares its queue. */
  static Worker start(String name, BlockingQueue<Runnable> queue) {
    Worker worker = new Worker(name, queue);
    worker.setDaemon(true);
    worker.start();
    return worker;
  }

  private Worker(String name, BlockingQueue<Runnable> queue) {
    super(name);
    this.queue = queue;
  }

  void have(Runnable work) {
    queue.add(work);
  }

  @Override
  public void run() {
    while (true) {
      try {
        queue.take().run();
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
