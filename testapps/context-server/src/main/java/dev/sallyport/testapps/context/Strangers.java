package dev.sallyport.testapps.context;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that have nothing to do with a call but complete, fire or end what it waits for: one that
 * the server made before it served, and one that each tool made in its first call, which stays that
 * call's. They take turns.
 */
public final class Strangers {
  private final List<Worker> workers = new CopyOnWriteArrayList<>();
  private final Set<String> makers = new HashSet<>();
  private final AtomicInteger turn = new AtomicInteger();

  /** Has whoever asks make a thread of its own, if it has none yet. */
  synchronized void admit(String maker) {
    if (makers.add(maker)) {
      workers.add(Worker.start("stranger of " + maker));
    }
  }

  /** Has the next of them do something soon. */
  public void have(Runnable work) {
    workers.get(Math.floorMod(turn.getAndIncrement(), workers.size())).have(work);
  }
}
