package dev.sallyport.agent.pin;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Screens definitions and keeps the lock file, on a thread of the agent's own, never on one that
 * serves a client. While something is changed it looks at the file again and again, since that is
 * where the operator accepts it.
 */
public final class Keeper implements Runnable {
  private static final String WHERE = "pins";
  private static final long LOOK_NANOS = 500_000_000;

  /** What is not known to be harmless by then is not looked at. */
  private static final int MOST_SCREENED = 2 * Pins.MOST;

  private final Recorder recorder;
  private final Faults faults;
  private final @Nullable Pins pins;
  private final Queue<Shown> shown = new ConcurrentLinkedQueue<>();
  private final Set<String> screened = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Null where there is none, and once it can't be written. */
  private volatile @Nullable LockFile lock;

  private LockFile.@Nullable Stamp known;
  private volatile @Nullable Thread thread;
  private volatile boolean closing;

  private record Shown(Thing thing, String digest, List<Passage> passages) {}

  Keeper(Recorder recorder, Faults faults, @Nullable Pins pins, @Nullable LockFile lock) {
    this.recorder = recorder;
    this.faults = faults;
    this.pins = pins;
    this.lock = lock;
  }

  /** Takes a definition to be screened, each once. */
  void screen(Thing thing, String digest, Map<String, @Nullable Object> members) {
    if (screened.size() >= MOST_SCREENED) {
      faults.report(
          "screening",
          "more than " + MOST_SCREENED + " definitions were seen; later ones are not screened");
    } else if (screened.add(digest)) {
      shown.add(new Shown(thing, digest, Passage.of(members)));
      wake();
    }
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  /** Does what is left, and ends, within the time. */
  public void close(Duration limit) throws InterruptedException {
    closing = true;
    if (thread != null) {
      wake();
      ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    boolean last;
    do {
      last = closing;
      screenAll();
      keep();
      if (!last) {
        await();
      }
    } while (!last);
    ended.countDown();
  }

  private void await() {
    // Whoever interrupts this thread shall not keep it from sleeping.
    Thread.interrupted();
    if (closing || !shown.isEmpty() || (pins != null && pins.isUnsaved() && lock != null)) {
      return;
    }
    if (pins != null && pins.anyChanged() && lock != null) {
      LockSupport.parkNanos(this, LOOK_NANOS);
    } else {
      LockSupport.park(this);
    }
  }

  private void screenAll() {
    Shown next = shown.poll();
    while (next != null) {
      try {
        for (Finding finding : Screening.of(next.passages())) {
          record(next, finding);
        }
      } catch (RuntimeException | StackOverflowError e) {
        faults.report("screening", e.toString());
      }
      next = shown.poll();
    }
  }

  private void record(Shown definition, Finding finding) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("kind", definition.thing().kind().word());
    details.put("name", definition.thing().name());
    details.put("digest", definition.digest());
    details.put("finding", finding.suspicion().word());
    details.put("where", finding.where());
    details.put("excerpt", finding.excerpt());
    recorder.accept(new Entry.StateChanged(Definitions.time(), "screening", details));
  }

  private void keep() {
    LockFile file = lock;
    if (file == null || pins == null) {
      return;
    }
    try {
      keep(file, pins);
    } catch (IOException | LockDamage e) {
      lock = null;
      faults.report(WHERE, e.getMessage() + "; pins hold for this run only");
    }
  }

  /** What others wrote goes before: they may have pinned, or accepted, what is written over. */
  private void keep(LockFile file, Pins held) throws IOException, LockDamage {
    LockFile.Stamp now = file.stamp();
    boolean unsaved = held.isUnsaved();
    if (!now.equals(known) && (unsaved || held.anyChanged())) {
      held.merge(file.read());
      known = now;
    }
    Map<Thing, Pin> pinned = unsaved ? held.unsaved() : null;
    if (pinned != null) {
      file.write(pinned);
      known = file.stamp();
    }
  }
}
