package dev.sallyport.agent.caller;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer, read again from time to time by a thread of their own. Whoever asks for
 * them gets those that are there, and never waits.
 *
 * <p>Where they can't be read, or what is read is no key set, those that were there are kept for a
 * day.
 */
final class KeptKeys implements Runnable {
  static final Duration OLDEST = Duration.ofHours(24);

  private final KeySource source;
  private final Providers providers;
  private final Json json;
  private final InstantSource clock;
  private final Thread thread;
  private volatile @Nullable Consumer<String> trouble;
  private volatile @Nullable Kept kept;
  private volatile boolean wanted;
  private boolean failing;

  /**
   * @param confirmed when they were last read
   */
  private record Kept(IssuerKeys keys, Instant confirmed) {}

  KeptKeys(
      KeySource source,
      Providers providers,
      Json json,
      InstantSource clock,
      ThreadFactory threads) {
    this.source = source;
    this.providers = providers;
    this.json = json;
    this.clock = clock;
    this.thread = threads.newThread(this);
  }

  void start(Consumer<String> whom) {
    trouble = whom;
    thread.start();
  }

  /** The keys as they are now. */
  IssuerKeys now(Instant now) throws Refused {
    Kept last = kept;
    if (last == null) {
      throw new Refused(Why.NO_KEYS);
    }
    if (now.isAfter(last.confirmed.plus(OLDEST))) {
      throw new Refused(Why.OLD_KEYS);
    }
    return last.keys;
  }

  /** Somebody has a key that is not among them. They are read again, as soon as that may be. */
  void want() {
    if (!wanted) {
      wanted = true;
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      long begin = System.nanoTime();
      wanted = false;
      read();
      boolean soon = wanted || failing;
      for (long left = left(begin, soon); left > 0; left = left(begin, wanted || failing)) {
        LockSupport.parkNanos(this, left);
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    }
  }

  private long left(long begin, boolean soon) {
    Duration pause = soon ? source.atLeast() : source.every();
    return pause.toNanos() - (System.nanoTime() - begin);
  }

  private void read() {
    try {
      byte[] text = source.read();
      Kept last = kept;
      boolean same = last != null && last.keys.areOf(text);
      IssuerKeys keys = same ? last.keys : IssuerKeys.parse(text, json, providers);
      kept = new Kept(keys, clock.instant());
      failing = false;
    } catch (IOException e) {
      failed(e.toString());
    } catch (Refused e) {
      failed("no key set with keys for signatures");
    } catch (RuntimeException | LinkageError e) {
      failed(e.getClass().getName());
    }
  }

  /** Says the first failure of an outage, and no other. */
  private void failed(String why) {
    Consumer<String> whom = trouble;
    if (!failing && whom != null) {
      whom.accept("callers.bearer.jwks: " + source.name() + ": " + why);
    }
    failing = true;
  }
}
