package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Entry.StateChanged;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.Times;
import dev.sallyport.policy.model.Audit;
import dev.sallyport.policy.model.Sync;
import dev.sallyport.policy.model.WhenFull;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as JSON Lines, each linked to the one before.
 *
 * <p>Lines are gathered and written together. When a write fails, what was gathered is lost and
 * counted, and so are the entries that come until the next try; tries get rarer, from one second up
 * to a minute, unless calls are denied meanwhile. The first thing that can be written again is a
 * {@code gap} record with the count, in the place where the lost ones would have been.
 *
 * <p>The chain goes on from what was last written, whatever became of the file: after a failed
 * write, in the next part, and in the file that is found at a start.
 */
final class AuditFile implements Sink {
  private static final int GATHER = 32 * 1024;
  private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(1);
  private static final long SYNC_EVERY = TimeUnit.SECONDS.toNanos(1);
  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  private static final String AFTER = "after";
  private static final String HEAD = "head";
  private static final String UP_TO = "upTo";

  private final LineSource source;
  private final String name;
  private final Audit rules;
  private final @Nullable Checkpoints checkpoints;
  private final RecordWriter writer;
  private final Losses losses;
  private final PrintStream err;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Outage outage;
  private final MessageDigest sha256 = ChainLink.sha256();
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(GATHER + 4096);

  private @Nullable LineOutput output;
  private ChainPoint point = ChainPoint.START;
  private ChainPoint written = ChainPoint.START;
  private long day;
  private long splitAt;

  private int gatheredCount;
  private long gatheredFrom;
  private long gatheredTo;

  private long unsigned;
  private long unsignedSince;
  private long unsynced;
  private long syncedAt;
  private boolean syncFails;

  /**
   * @param source opens the output; not asked before the first entry
   * @param name what to call the output on stderr
   * @param checkpoints null where nothing is signed
   * @param losses told whether records are being lost
   * @param nanoTime for the time between tries
   */
  AuditFile(
      LineSource source,
      String name,
      Audit rules,
      @Nullable Checkpoints checkpoints,
      Origin origin,
      Losses losses,
      PrintStream err,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.source = source;
    this.name = name;
    this.rules = rules;
    this.checkpoints = checkpoints;
    this.writer = new RecordWriter(origin);
    this.losses = losses;
    this.err = err;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.outage =
        new Outage(rules.full() == WhenFull.DENY ? Outage.FIRST_WAIT : LONGEST_WAIT, nanoTime);
    this.splitAt = nanoTime.getAsLong();
  }

  @Override
  public void accept(Entry entry) {
    if (outage.waits() || !begin()) {
      outage.lose(1, entry.time(), entry.time());
      return;
    }
    gather(writer.line(entry));
    if (gatheredCount == 0) {
      gatheredFrom = entry.time();
    }
    gatheredTo = entry.time();
    gatheredCount++;
    if (checkpoints != null && checkpoints.due(unsigned, /* nanos= */ 0)) {
      checkpoint();
    }
    if (gathered.size() >= GATHER) {
      write();
    }
  }

  @Override
  public void flush() {
    if (outage.waits() || idle() || !begin()) {
      return;
    }
    if (checkpoints != null && checkpoints.due(unsigned, nanoTime.getAsLong() - unsignedSince)) {
      checkpoint();
    }
    write();
    if (rules.sync() == Sync.INTERVAL && nanoTime.getAsLong() - syncedAt >= SYNC_EVERY) {
      sync();
    }
  }

  @Override
  public void close(Duration limit) {
    if (begin()) {
      checkpoint();
      write();
    }
    if (rules.sync() != Sync.NONE) {
      sync();
    }
    end();
  }

  /** Nothing waits to be written, signed or synced, so nothing has to be looked at. */
  private boolean idle() {
    return gathered.size() == 0
        && !outage.hasLosses()
        && unsynced == 0
        && (unsigned == 0 || checkpoints == null);
  }

  /** Has an output that takes lines, with what has to stand before them. */
  private boolean begin() {
    if (gathered.size() > 0) {
      return true;
    }
    try {
      if (output != null && !output.intact()) {
        err.println("sallyport: audit: " + name + " was moved, removed or written to by another");
        end();
      }
      if (output != null && splits(output)) {
        checkpoint();
        write();
        split();
      }
      if (output == null) {
        open();
      }
    } catch (IOException failure) {
      fail(failure);
      return false;
    }
    if (outage.hasLosses()) {
      gather(writer.line(outage.gap()));
    }
    return true;
  }

  private void open() throws IOException {
    LineOutput opened = source.open();
    output = opened;
    day = opened.size() == 0 ? today() : Math.floorDiv(opened.modified(), DAY_MILLIS);
    ChainEnd end = opened.end();
    point = written.seq() > 0 ? written : end.point();
    String after = end.after();
    if (after.isEmpty() && written.seq() > 0 && opened.size() == 0) {
      after = new File(name).getName();
    }
    Map<String, String> details = new HashMap<>();
    details.put(UP_TO, Long.toString(point.seq()));
    details.put(HEAD, point.head());
    if (!after.isEmpty()) {
      details.put(AFTER, after);
    }
    if (end.torn() > 0) {
      details.put("bytes", Long.toString(end.torn()));
      details.put("digest", end.digest());
      gather(state("recovered", details));
    } else if (!after.isEmpty()) {
      gather(state("rotated", details));
    }
  }

  private boolean splits(LineOutput current) {
    return current.size() > 0
        && nanoTime.getAsLong() - splitAt >= 0
        && (current.size() >= rules.rotateSize() || (rules.rotateDaily() && today() > day));
  }

  /** A file that can't be called otherwise is written on, and tried again later. */
  private void split() throws IOException {
    LineOutput current = output;
    if (current == null) {
      return;
    }
    try {
      if (rules.sync() != Sync.NONE) {
        current.sync();
      }
      current.splitOff();
      output = null;
    } catch (IOException stays) {
      say(stays);
      splitAt = nanoTime.getAsLong() + LONGEST_WAIT;
      end();
    }
  }

  private void checkpoint() {
    if (checkpoints == null || unsigned == 0) {
      return;
    }
    Map<String, String> details = checkpoints.details(point, unsigned);
    if (details != null) {
      gather(state("checkpoint", details));
    }
    unsigned = 0;
  }

  private byte[] state(String kind, Map<String, String> details) {
    return writer.line(new StateChanged(Times.nanos(clock.instant()), kind, details));
  }

  private void gather(byte[] line) {
    byte[] linked = ChainLink.appended(line, point, sha256);
    point = ChainLink.after(point, linked);
    gathered.writeBytes(linked);
    if (unsigned == 0) {
      unsignedSince = nanoTime.getAsLong();
    }
    unsigned++;
  }

  private void write() {
    LineOutput current = output;
    if (gathered.size() == 0 || current == null) {
      return;
    }
    try {
      current.append(gathered.toByteArray(), gathered.size());
      written = point;
      unsynced += rules.sync() == Sync.NONE ? 0 : gathered.size();
      outage.end();
      losses.losing(syncFails);
      if (rules.sync() == Sync.ALWAYS) {
        sync();
      }
    } catch (IOException failure) {
      outage.lose(gatheredCount, gatheredFrom, gatheredTo);
      fail(failure);
    }
    gathered.reset();
    gatheredCount = 0;
  }

  private void sync() {
    LineOutput current = output;
    if (current == null || unsynced == 0) {
      return;
    }
    syncedAt = nanoTime.getAsLong();
    try {
      current.sync();
      unsynced = 0;
      syncFails = false;
    } catch (IOException failure) {
      if (!syncFails) {
        say(failure);
      }
      syncFails = true;
    }
    losses.losing(syncFails);
  }

  private void fail(IOException failure) {
    if (!outage.lasts()) {
      say(failure);
      if (rules.full() == WhenFull.DENY) {
        err.println("sallyport: audit: enforced calls are denied until records can be written");
      }
    }
    end();
    losses.losing(true);
    outage.failed();
  }

  private void end() {
    LineOutput current = output;
    output = null;
    if (current != null) {
      try {
        current.close();
      } catch (IOException nothingLeftToDo) {
        say(nothingLeftToDo);
      }
    }
  }

  private long today() {
    return Math.floorDiv(clock.millis(), DAY_MILLIS);
  }

  private void say(IOException failure) {
    err.println("sallyport: audit: " + name + " can't be written: " + failure.getMessage());
  }
}
