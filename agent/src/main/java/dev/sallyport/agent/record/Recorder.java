package dev.sallyport.agent.record;

import dev.sallyport.agent.record.Entry.StateChanged;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes entries from any thread and hands them, in order, to the sinks on a thread of its own.
 *
 * <p>The caller pays one offer to a bounded queue. It wakes the recorder thread only where that
 * thread sleeps, and after its last entry that thread stays half awake for {@link #LINGER}, so a
 * burst pays for one waking and not for one per entry. The sinks are opened on the recorder thread
 * too, before the first entry is taken out: what happens meanwhile waits in the queue.
 */
public final class Recorder {
  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SLEEP = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY = TimeUnit.MICROSECONDS.toNanos(50);

  private final EntryQueue queue;
  private final Overflow overflow;
  private final Duration blockLimit;
  private final List<SinkSource> sources;
  private final InstantSource clock;
  private final PrintStream err;
  private final Thread thread;
  private final AtomicLong dropped = new AtomicLong();
  private final Object progress = new Object();
  private long written;
  private volatile boolean asleep;
  private volatile boolean closing;
  private volatile long closeBy;

  /**
   * @param capacity how many entries wait at most; a power of two
   * @param threads makes the recorder thread, which must be exempt from the gates: its own writes
   *     would otherwise be decided and recorded in turn
   * @param sources opened, and served, in this order
   * @param err gets one line for each fault of a sink, never one for each entry
   */
  public Recorder(
      int capacity,
      Overflow overflow,
      ThreadFactory threads,
      List<SinkSource> sources,
      InstantSource clock,
      PrintStream err) {
    this(capacity, overflow, Duration.ofSeconds(2), threads, sources, clock, err);
  }

  Recorder(
      int capacity,
      Overflow overflow,
      Duration blockLimit,
      ThreadFactory threads,
      List<SinkSource> sources,
      InstantSource clock,
      PrintStream err) {
    this.queue = new EntryQueue(capacity);
    this.overflow = overflow;
    this.blockLimit = blockLimit;
    this.sources = List.copyOf(sources);
    this.clock = clock;
    this.err = err;
    this.thread = threads.newThread(new Draining());
  }

  /** Starts the recorder thread. Entries may come before. */
  public void start() {
    thread.start();
  }

  /**
   * Takes one entry. Never throws and does no I/O; waits only where {@link Overflow#BLOCK} says so
   * and the queue is full. After {@link #close} entries are not written any more.
   *
   * @return false where the queue stayed full, and the entry is lost
   */
  public boolean accept(Entry entry) {
    boolean taken = offer(entry);
    if (!taken) {
      dropped.incrementAndGet();
    }
    return taken;
  }

  /** Counts a decision that was recorded before. As {@link #accept}, and allocates nothing. */
  public boolean again(Repetition repetition) {
    boolean taken = !repetition.again() || offer(repetition);
    if (!taken) {
      dropped.addAndGet(repetition.take());
    }
    return taken;
  }

  /** How many entries wait. */
  public long waiting() {
    return queue.added() - queue.taken();
  }

  /**
   * Waits until all that was accepted before has reached the sinks.
   *
   * @return whether it has; false at once where nothing is written any more, or yet
   */
  public boolean flush(Duration limit) throws InterruptedException {
    long upTo = queue.added();
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (progress) {
      while (written < upTo) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || !thread.isAlive()) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(progress, left);
      }
    }
    return true;
  }

  /** Writes out what was accepted, then a {@code stop} record, and ends, within the time. */
  public void close(Duration limit) throws InterruptedException {
    closeBy = System.nanoTime() + limit.toNanos();
    closing = true;
    LockSupport.unpark(thread);
    TimeUnit.NANOSECONDS.timedJoin(thread, limit.toNanos());
  }

  private boolean offer(Entry entry) {
    if (queue.offer(entry)) {
      wake();
      return true;
    }
    return overflow == Overflow.BLOCK && offerInTime(entry);
  }

  private boolean offerInTime(Entry entry) {
    // A record made by the recorder thread itself can't wait for that thread.
    if (Thread.currentThread() == thread) {
      return false;
    }
    long deadline = System.nanoTime() + blockLimit.toNanos();
    boolean interrupted = false;
    boolean offered = false;
    while (!offered && !closing && System.nanoTime() - deadline < 0) {
      wake();
      // An interrupted thread does not park; it gets its interrupt back afterwards.
      interrupted |= Thread.interrupted();
      LockSupport.parkNanos(this, RETRY);
      offered = queue.offer(entry);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    wake();
    return offered;
  }

  private void wake() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }

  /** The life of the recorder thread. */
  private final class Draining implements Runnable {
    private final List<GuardedSink> sinks = new ArrayList<>();

    @Override
    public void run() {
      for (SinkSource source : sources) {
        sinks.add(GuardedSink.open(source, err));
      }
      while (true) {
        boolean last = closing;
        boolean busy = drain();
        if (!queue.isEmpty() && busy) {
          continue;
        }
        flushSinks();
        if (last && queue.isEmpty()) {
          break;
        }
        await(busy);
      }
      stop();
    }

    /** Takes out at most one queue-full, so that a gap is written soon after it came about. */
    private boolean drain() {
      int count = 0;
      Entry entry;
      while (count < queue.capacity() && (entry = queue.poll()) != null) {
        if (entry instanceof Repetition repetition) {
          tell(repetition);
        } else {
          deliver(entry);
        }
        count++;
      }
      long lost = dropped.getAndSet(0);
      if (lost > 0) {
        deliver(state("gap", Map.of("lost", Long.toString(lost), "cause", "queue-full")));
      }
      return count > 0;
    }

    private void tell(Repetition repetition) {
      Entry told = repetition.told(Times.nanos(clock.instant()));
      if (told != null) {
        deliver(told);
      }
    }

    private void await(boolean busy) {
      // Whoever interrupts this thread shall not keep it from sleeping.
      Thread.interrupted();
      if (busy || !queue.isEmpty()) {
        LockSupport.parkNanos(Recorder.this, LINGER);
        return;
      }
      asleep = true;
      if (queue.isEmpty() && !closing) {
        LockSupport.parkNanos(Recorder.this, SLEEP);
      }
      asleep = false;
    }

    private void stop() {
      deliver(state("stop", Map.of()));
      for (GuardedSink sink : sinks) {
        sink.close(Duration.ofNanos(Math.max(0, closeBy - System.nanoTime())));
      }
    }

    private void deliver(Entry entry) {
      for (GuardedSink sink : sinks) {
        sink.accept(entry);
      }
    }

    private void flushSinks() {
      for (GuardedSink sink : sinks) {
        sink.flush();
      }
      synchronized (progress) {
        written = queue.taken();
        progress.notifyAll();
      }
    }

    private StateChanged state(String kind, Map<String, String> details) {
      return new StateChanged(Times.nanos(clock.instant()), kind, details);
    }
  }
}
