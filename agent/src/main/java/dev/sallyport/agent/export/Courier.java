package dev.sallyport.agent.export;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Brings records to one place on a thread of its own, in their order, each as often as it takes.
 *
 * <p>While the place does not take them they wait, tries get rarer, and what there is no room for
 * is counted. That it does not is said once, and once what was lost, on stderr and to {@link
 * Outages}.
 */
final class Courier {
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final String place;
  private final Carrier carrier;
  private final Outages outages;
  private final PrintStream err;
  private final Outbox outbox = new Outbox();
  private final Thread thread;

  /**
   * @param place what it is called where something is said of it
   * @param threads makes the thread, which must be exempt from the gates
   */
  Courier(String place, Carrier carrier, ThreadFactory threads, Outages outages, PrintStream err) {
    this.place = place;
    this.carrier = carrier;
    this.outages = outages;
    this.err = err;
    this.thread = threads.newThread(new Round());
    thread.start();
  }

  /** Takes a record along. Never waits. */
  void take(Exported record) {
    outbox.offer(record);
  }

  /** Takes nothing more; what waits is still brought there. */
  void close() {
    outbox.close();
  }

  /** Waits until all is there, so long at most, and gives up what is not. */
  void await(Duration limit) {
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, limit.toNanos()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boolean late = thread.isAlive();
    // Which also ends a write that the place does not take.
    carrier.close();
    long lost = outbox.takeLost() + outbox.size();
    if (lost > 0 || late) {
      err.println("sallyport: export: " + place + ": the last " + lost + " records did not arrive");
    }
  }

  /** The life of the thread. */
  private final class Round implements Runnable {
    private Duration wait = Duration.ZERO;

    @Override
    public void run() {
      try {
        List<Exported> batch = outbox.take();
        while (!batch.isEmpty() && bring(batch)) {
          batch = outbox.take();
        }
      } catch (InterruptedException e) {
        // Nobody of ours interrupts it, and records are not what others may end.
        err.println("sallyport: export: " + place + ": interrupted, nothing more goes there");
        outbox.close();
      }
    }

    /** Whether they arrived; not so only at the end. */
    private boolean bring(List<Exported> batch) throws InterruptedException {
      while (true) {
        boolean last = outbox.isClosed();
        try {
          carrier.carry(batch);
          arrived();
          return true;
        } catch (Throwable fault) {
          // An error of the JVM included: nothing that a place does may end the others' records.
          failed(fault);
        }
        if (last) {
          outbox.lose(batch.size());
          return false;
        }
        outbox.awaitClosed(wait);
      }
    }

    private void arrived() {
      boolean failed = !wait.isZero();
      wait = Duration.ZERO;
      long lost = outbox.takeLost();
      if (failed || lost > 0) {
        err.println("sallyport: export: " + place + " takes records again, " + lost + " were lost");
        outages.regained(place, lost);
      }
    }

    private void failed(Throwable fault) {
      if (wait.isZero()) {
        wait = FIRST_WAIT;
        err.println("sallyport: export: " + place + " does not take records: " + fault);
        outages.failing(place, fault.toString());
      } else {
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      }
    }
  }
}
