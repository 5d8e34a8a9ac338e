package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Words;
import dev.sallyport.agent.risk.Hints;
import dev.sallyport.policy.decide.Coverage;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The tools that the server listed, and what the policy in force says of each: recorded when they
 * are first known, when that is another than it was, and when the server stops.
 *
 * <p>A list is shown tool by tool, and nothing says which is the last, so that a thread waits a
 * second from the first one that is new. It is started by the first list.
 */
public final class Inventory implements Runnable {
  private static final int MOST = 1024;
  private static final long SETTLING_NANOS = 1_000_000_000;

  private final Server server;
  private final Contexts contexts;
  private final Recorder recorder;
  private final Hints hints;
  private final ThreadFactory threads;
  private final Set<String> tools = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private volatile boolean stale;
  private @Nullable Map<String, String> told;

  /**
   * Of a server that listed nothing yet.
   *
   * @param hints the risks that its tools give themselves
   */
  Inventory(
      Server server, Contexts contexts, Recorder recorder, Hints hints, ThreadFactory threads) {
    this.server = server;
    this.contexts = contexts;
    this.recorder = recorder;
    this.hints = hints;
    this.threads = threads;
  }

  /** The server shows it. */
  void see(Principal.Primitive primitive) {
    if (!(primitive instanceof Principal.Tool) || tools.size() >= MOST) {
      return;
    }
    if (!tools.add(primitive.name())) {
      return;
    }
    if (started.compareAndSet(false, true)) {
      start();
    }
    look();
  }

  /** There may be another thing to say of the tools. */
  public void look() {
    stale = true;
    LockSupport.unpark(thread);
  }

  /** On a thread of the application's, which may not touch one of ours. */
  private void start() {
    ThreadState state = contexts.enter();
    try {
      Thread made = threads.newThread(this);
      thread = made;
      made.start();
    } finally {
      if (state != null) {
        state.inside = false;
      }
    }
  }

  @Override
  public void run() {
    while (true) {
      while (!stale) {
        LockSupport.park(this);
      }
      settle();
      stale = false;
      tell(/* again= */ false);
    }
  }

  /** Each further tool wakes this thread. */
  private void settle() {
    long end = System.nanoTime() + SETTLING_NANOS;
    long left = SETTLING_NANOS;
    while (left > 0) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
  }

  /** Records it a last time, where there is any. */
  public void stop() {
    if (!tools.isEmpty()) {
      tell(/* again= */ true);
    }
  }

  /**
   * Records it.
   *
   * @param again whether also where it is as it was
   */
  private synchronized void tell(boolean again) {
    Map<String, String> now = words(server.engine());
    if (again || !now.equals(told)) {
      told = now;
      recorder.accept(new Entry.StateChanged(Clock.now(), "inventory", now));
    }
  }

  private Map<String, String> words(Engine engine) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String name : new TreeSet<>(tools)) {
      Principal.Tool tool = new Principal.Tool(name);
      words.put(name, words(engine.coverage(tool, hints.of(tool))));
    }
    return words;
  }

  private static String words(Coverage coverage) {
    StringBuilder words = new StringBuilder(coverage.listed() ? "covered" : "uncovered");
    if (coverage.denied()) {
      words.append(" denied");
    }
    if (coverage.risk() != null) {
      words.append(" risk=").append(Words.of(coverage.risk()));
    }
    if (coverage.approved()) {
      words.append(" approval");
    }
    if (!coverage.credentials().isEmpty()) {
      words.append(" credentials=").append(String.join(",", new TreeSet<>(coverage.credentials())));
    }
    return words.toString();
  }
}
