package dev.sallyport.agent.record;

import java.io.PrintStream;
import java.time.Duration;

/**
 * A sink whose faults end in one line on stderr. The recorder thread is the only one that writes
 * records, so nothing that a sink throws, an error of the JVM included, may end it.
 */
final class GuardedSink {
  private final Sink sink;
  private final PrintStream err;
  private boolean said;

  private GuardedSink(Sink sink, PrintStream err) {
    this.sink = sink;
    this.err = err;
  }

  static GuardedSink open(SinkSource source, PrintStream err) {
    try {
      return new GuardedSink(source.open(), err);
    } catch (Throwable fault) {
      err.println("sallyport: a record sink can't start: " + fault);
      return new GuardedSink(new Nowhere(), err);
    }
  }

  void accept(Entry entry) {
    try {
      sink.accept(entry);
    } catch (Throwable fault) {
      say(fault);
    }
  }

  void flush() {
    try {
      sink.flush();
    } catch (Throwable fault) {
      say(fault);
    }
  }

  void close(Duration limit) {
    try {
      sink.close(limit);
    } catch (Throwable fault) {
      say(fault);
    }
  }

  private void say(Throwable fault) {
    if (!said) {
      said = true;
      err.println("sallyport: records are incomplete: " + fault);
    }
  }

  /** Stands in for a sink that could not be opened. */
  private static final class Nowhere implements Sink {
    @Override
    public void accept(Entry entry) {}

    @Override
    public void flush() {}

    @Override
    public void close(Duration limit) {}
  }
}
