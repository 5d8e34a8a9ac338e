package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries until it is known whether the OpenTelemetry agent is in this JVM: until it is
 * there, or a call is made, which is after every agent has started; at most for a time.
 *
 * <p>Then they go through its API: one trace, one exporter. Where it is not there, or its API is
 * not as we know it, they go through an OpenTelemetry of our own, if a collector is named. So they
 * do where the policy itself names the collector, which is then meant for them.
 */
final class Undecided implements Sink {
  private static final int MOST = 4096;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  /** Between two looks; a busy start flushes every millisecond. */
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

  private final TelemetrySource source;
  private final long opened = System.nanoTime();
  private long looked = opened;
  private final List<Entry> kept = new ArrayList<>();
  private @Nullable Sink decided;
  private boolean beside;

  Undecided(TelemetrySource source) {
    this.source = source;
  }

  @Override
  public void accept(Entry entry) {
    if (decided != null) {
      pass(entry, decided);
      return;
    }
    kept.add(entry);
    if (kept.size() >= MOST || isOfCall(entry)) {
      decide();
    }
  }

  private static boolean isOfCall(Entry entry) {
    return entry instanceof Entry.DecisionMade decision && !decision.call().isEmpty();
  }

  @Override
  public void flush() {
    long now = System.nanoTime();
    if (decided == null && now - looked > LOOK) {
      looked = now;
      if (now - opened > PATIENCE || OpenTelemetryAgent.isReady()) {
        decide();
      }
    }
    if (decided != null) {
      decided.flush();
    }
  }

  @Override
  public void close(Duration limit) {
    if (decided == null) {
      decide();
    }
    if (decided != null) {
      decided.close(limit);
    }
  }

  private void decide() {
    Sink sink = beside();
    beside = sink != null;
    decided = sink == null ? source.own() : sink;
    for (Entry entry : kept) {
      pass(entry, decided);
    }
    kept.clear();
  }

  /** What goes through the other agent; null where nothing does. */
  private @Nullable Sink beside() {
    if (!OpenTelemetryAgent.isReady()) {
      return null;
    }
    try {
      OpenTelemetryAgent other = OpenTelemetryAgent.connect();
      source.ambient().ask(other.currentSpan());
      boolean chosen = source.target() != null && source.target().chosen();
      return chosen
          ? null
          : other.signals(source.detail(), source.origin(), source.queued(), source.home());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      refused(e);
      return null;
    }
  }

  private void pass(Entry entry, Sink sink) {
    if (!beside) {
      sink.accept(entry);
      return;
    }
    try {
      sink.accept(entry);
    } catch (LinkageError e) {
      refused(e);
      beside = false;
      decided = source.own();
      decided.accept(entry);
    }
  }

  private void refused(Throwable why) {
    source
        .err()
        .println(
            "sallyport: spans and metrics do not go through the OpenTelemetry agent, whose API is"
                + " not as known: "
                + why);
  }
}
