package dev.sallyport.agent.record;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What went wrong in the agent itself: recorded each time, and told once on stderr. */
public final class Faults {
  private static final long NANOS = 1_000_000_000L;

  private final Recorder recorder;
  private final PrintStream stderr;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  public Faults(Recorder recorder, PrintStream stderr) {
    this.recorder = recorder;
    this.stderr = stderr;
  }

  /**
   * Records a fault.
   *
   * @param where the hook or part of the agent that failed; stderr hears of each once
   */
  public void report(String where, String what) {
    Instant now = Instant.now();
    recorder.accept(
        new Entry.StateChanged(
            now.getEpochSecond() * NANOS + now.getNano(),
            "fault",
            Map.of("where", where, "what", what)));
    if (told.add(where)) {
      stderr.println("sallyport: fault in " + where + ": " + what);
    }
  }
}
