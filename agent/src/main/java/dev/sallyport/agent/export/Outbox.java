package dev.sallyport.agent.export;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** What waits to be exported to one place: so much and no more, what is over that is counted. */
final class Outbox {
  private static final int MOST_RECORDS = 8192;
  private static final int MOST_CHARACTERS = 4 << 20;
  private static final int BATCH = 256;

  private final Queue<Exported> waiting = new ArrayDeque<>();
  private long characters;
  private long lost;
  private boolean closed;

  /** Adds a record, or counts it as lost where there is no room. Never waits. */
  synchronized void offer(Exported record) {
    int length = record.text().length();
    if (closed || waiting.size() >= MOST_RECORDS || characters + length > MOST_CHARACTERS) {
      lost++;
      return;
    }
    characters += length;
    waiting.add(record);
    notifyAll();
  }

  /** Waits for records and takes out some; none once it is closed and empty. */
  synchronized List<Exported> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    List<Exported> batch = new ArrayList<>();
    while (batch.size() < BATCH && !waiting.isEmpty()) {
      Exported next = waiting.remove();
      characters -= next.text().length();
      batch.add(next);
    }
    return batch;
  }

  /** Waits until it is closed, so long at most. */
  synchronized void awaitClosed(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    long left = limit.toNanos();
    while (!closed && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** How many were lost since that was asked last. */
  synchronized long takeLost() {
    long since = lost;
    lost = 0;
    return since;
  }

  synchronized void lose(int more) {
    lost += more;
  }

  /** How many wait. */
  synchronized int size() {
    return waiting.size();
  }

  /** Takes nothing more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
