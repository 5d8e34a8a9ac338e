package dev.sallyport.agent.record;

import java.time.Duration;

/** One place that entries are written to. Used by the recorder thread only. */
public interface Sink {

  /** Takes one entry. May keep it in memory until {@link #flush}. */
  void accept(Entry entry);

  /**
   * Writes out what is due. Called when the queue has run empty and once a second while it stays
   * so; never waits for another machine.
   */
  void flush();

  /** Writes out everything that can be written within the time, and ends. */
  void close(Duration limit);
}
