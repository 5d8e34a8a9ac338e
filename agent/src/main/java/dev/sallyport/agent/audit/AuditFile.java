package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Entry.StateChanged;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Writes entries as JSON Lines.
 *
 * <p>Lines are gathered and written together. When a write fails, what was gathered is lost and
 * counted, and so are the entries that come until the next try; tries get rarer, from one second up
 * to a minute. The first thing that can be written again is a {@code gap} record with the count, in
 * the place where the lost ones would have been.
 */
final class AuditFile implements Sink {
  private static final int GATHER = 32 * 1024;
  private static final long FIRST_WAIT = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(1);

  private final LineOutput output;
  private final String name;
  private final RecordWriter writer;
  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(GATHER + 4096);
  private int gatheredCount;
  private long gatheredFrom;
  private long gatheredTo;

  private long lost;
  private long lostFrom;
  private long lostTo;
  private long wait;
  private long retryAt;

  /**
   * @param name what to call the output on stderr
   * @param nanoTime for the time between tries
   */
  AuditFile(LineOutput output, String name, Origin origin, PrintStream err, LongSupplier nanoTime) {
    this.output = output;
    this.name = name;
    this.writer = new RecordWriter(origin);
    this.err = err;
    this.nanoTime = nanoTime;
  }

  @Override
  public void accept(Entry entry) {
    if (failing() && !retryIsDue()) {
      lose(1, entry.time(), entry.time());
      return;
    }
    startWithGap();
    gathered.writeBytes(writer.line(entry));
    if (gatheredCount == 0) {
      gatheredFrom = entry.time();
    }
    gatheredTo = entry.time();
    gatheredCount++;
    if (gathered.size() >= GATHER) {
      write();
    }
  }

  @Override
  public void flush() {
    if (failing() && !retryIsDue()) {
      return;
    }
    startWithGap();
    write();
  }

  @Override
  public void close(Duration limit) {
    startWithGap();
    write();
    try {
      output.close();
    } catch (IOException nothingLeftToDo) {
      say(nothingLeftToDo);
    }
  }

  private void startWithGap() {
    if (lost > 0 && gathered.size() == 0) {
      Map<String, String> details =
          Map.of(
              "lost", Long.toString(lost), "cause", "write-failed", "since", Times.text(lostFrom));
      gathered.writeBytes(writer.line(new StateChanged(lostTo, "gap", details)));
    }
  }

  private void write() {
    if (gathered.size() == 0) {
      return;
    }
    try {
      output.append(gathered.toByteArray(), gathered.size());
      lost = 0;
      wait = 0;
    } catch (IOException failure) {
      if (!failing()) {
        say(failure);
      }
      lose(gatheredCount, gatheredFrom, gatheredTo);
      wait = wait == 0 ? FIRST_WAIT : Math.min(2 * wait, LONGEST_WAIT);
      retryAt = nanoTime.getAsLong() + wait;
    }
    gathered.reset();
    gatheredCount = 0;
  }

  private void lose(int count, long from, long to) {
    if (count == 0) {
      return;
    }
    if (lost == 0) {
      lostFrom = from;
    }
    lost += count;
    lostTo = to;
  }

  private boolean failing() {
    return wait > 0;
  }

  private boolean retryIsDue() {
    return nanoTime.getAsLong() - retryAt >= 0;
  }

  private void say(IOException failure) {
    err.println("sallyport: audit: " + name + " can't be written: " + failure.getMessage());
  }
}
