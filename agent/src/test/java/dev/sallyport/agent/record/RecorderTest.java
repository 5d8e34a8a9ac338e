package dev.sallyport.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Entry.StateChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RecorderTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T12:00:01Z"));

  private final Stderr err = new Stderr();
  private final Kept kept = new Kept();

  @Test
  void flush_afterTheEnd_isFalseAtOnce() throws InterruptedException {
    Recorder recorder = recorder(8, Overflow.BLOCK, List.of());
    recorder.start();
    recorder.close(LIMIT);
    recorder.accept(Entries.ended(1, Outcome.OK, 1));

    assertThat(recorder.flush(Duration.ofDays(1))).isFalse();
  }

  @Test
  void accept_beforeSinksAreOpen_keptInOrder() throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(1);
    Recorder recorder = recorder(64, Overflow.DROP, List.of(() -> kept.openAfter(opened)));
    recorder.start();
    for (int i = 0; i < 50; i++) {
      recorder.accept(Entries.ended(i, Outcome.OK, i));
    }

    opened.countDown();

    assertThat(recorder.flush(LIMIT)).isTrue();
    assertThat(kept.denials()).hasSize(50).isSorted();
    recorder.close(LIMIT);
  }

  @Test
  void accept_queueFull_dropsAndRecordsGap() throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(1);
    Recorder recorder = recorder(8, Overflow.DROP, List.of(() -> kept.openAfter(opened)));
    recorder.start();
    for (int i = 0; i < 11; i++) {
      recorder.accept(Entries.ended(i, Outcome.OK, i));
    }

    opened.countDown();

    recorder.close(LIMIT);
    assertThat(kept.denials()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(kept.states("gap"))
        .singleElement()
        .satisfies(gap -> assertThat(gap.details()).containsEntry("lost", "3"));
  }

  @Test
  void accept_queueFullAndBlocking_waitsForRoom() throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(1);
    Recorder recorder = recorder(8, Overflow.BLOCK, List.of(() -> kept.openAfter(opened)));
    recorder.start();
    Thread caller =
        new Thread(
            () -> {
              for (int i = 0; i < 11; i++) {
                recorder.accept(Entries.ended(i, Outcome.OK, i));
              }
            });
    caller.start();
    awaitWaiting(caller);

    opened.countDown();

    caller.join();
    recorder.close(LIMIT);
    assertThat(kept.denials()).hasSize(11).isSorted();
    assertThat(kept.states("gap")).isEmpty();
  }

  @Test
  void accept_queueFullAndBlockingTooLong_dropsAndKeepsInterrupt() throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(1);
    Recorder recorder =
        new Recorder(
            1,
            Overflow.BLOCK,
            Duration.ofMillis(20),
            daemon(),
            List.of(() -> kept.openAfter(opened)),
            CLOCK,
            err.stream());
    recorder.start();
    recorder.accept(Entries.ended(0, Outcome.OK, 0));

    Thread.currentThread().interrupt();
    recorder.accept(Entries.ended(1, Outcome.OK, 1));

    assertThat(Thread.interrupted()).isTrue();
    opened.countDown();
    recorder.close(LIMIT);
    assertThat(kept.denials()).containsExactly(0);
    assertThat(kept.states("gap")).hasSize(1);
  }

  @Test
  void again_byManyThreads_numbersAddUp() throws InterruptedException {
    Recorder recorder = recorder(64, Overflow.BLOCK, List.of(() -> kept));
    recorder.start();
    Repetition repetition =
        new Repetition(Entries.fileRead(1, "/srv/a", Entries.ALLOWED, Action.ALLOWED));
    recorder.accept(repetition.first());
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread caller =
          new Thread(
              () -> {
                for (int j = 0; j < 5000; j++) {
                  recorder.again(repetition);
                }
              });
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }

    recorder.close(LIMIT);

    assertThat(kept.decisions()).extracting(Entry.DecisionMade::sequence).containsOnly(3L);
    assertThat(kept.decisions().stream().mapToInt(Entry.DecisionMade::times).sum())
        .isEqualTo(20_001);
    assertThat(kept.decisions().get(1).time()).isGreaterThan(repetition.first().time());
    assertThat(kept.states("gap")).isEmpty();
  }

  @Test
  void again_queueFull_isCountedInTheGap() throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(1);
    Recorder recorder = recorder(1, Overflow.DROP, List.of(() -> kept.openAfter(opened)));
    recorder.start();
    recorder.accept(Entries.ended(0, Outcome.OK, 0));
    Repetition repetition =
        new Repetition(Entries.fileRead(1, "/srv/a", Entries.ALLOWED, Action.ALLOWED));
    for (int i = 0; i < 3; i++) {
      recorder.again(repetition);
    }

    opened.countDown();

    recorder.close(LIMIT);
    assertThat(kept.decisions()).isEmpty();
    assertThat(kept.states("gap"))
        .singleElement()
        .satisfies(gap -> assertThat(gap.details()).containsEntry("lost", "3"));
  }

  @Test
  void accept_sinkThrows_otherSinkServedAndSaidOnce() throws InterruptedException {
    Recorder recorder = recorder(64, Overflow.DROP, List.of(Throwing::new, () -> kept));
    recorder.start();

    recorder.accept(Entries.state("ready"));
    recorder.accept(Entries.state("ready"));

    recorder.close(LIMIT);
    assertThat(kept.states("ready")).hasSize(2);
    assertThat(err.lines())
        .singleElement()
        .asString()
        .startsWith("sallyport: records are incomplete")
        .contains("a bug");
  }

  @Test
  void start_sinkCanNotOpen_otherSinkServedAndSaidOnce() throws InterruptedException {
    SinkSource broken =
        () -> {
          throw new IllegalStateException("no collector");
        };
    Recorder recorder = recorder(64, Overflow.DROP, List.of(broken, () -> kept));
    recorder.start();

    recorder.accept(Entries.state("ready"));

    recorder.close(LIMIT);
    assertThat(kept.states("ready")).hasSize(1);
    assertThat(err.lines()).singleElement().asString().contains("no collector");
  }

  @Test
  void close_withEntriesWaiting_writesThemThenStop() throws InterruptedException {
    Recorder recorder = recorder(64, Overflow.DROP, List.of(() -> kept));
    recorder.accept(Entries.state("ready"));
    recorder.start();

    recorder.close(LIMIT);

    assertThat(kept.entries()).last().isInstanceOf(StateChanged.class);
    assertThat(kept.states("ready")).hasSize(1);
    assertThat(kept.states("stop")).hasSize(1);
    assertThat(kept.closed).isTrue();
  }

  @Test
  void recorderThread_interrupted_recordsOn() throws InterruptedException {
    List<Thread> made = new ArrayList<>();
    ThreadFactory threads =
        task -> {
          Thread thread = daemon().newThread(task);
          made.add(thread);
          return thread;
        };
    Recorder recorder =
        new Recorder(64, Overflow.DROP, threads, List.of(() -> kept), CLOCK, err.stream());
    recorder.start();

    made.get(0).interrupt();
    recorder.accept(Entries.state("ready"));

    assertThat(recorder.flush(LIMIT)).isTrue();
    assertThat(kept.states("ready")).hasSize(1);
    recorder.close(LIMIT);
  }

  private Recorder recorder(int capacity, Overflow overflow, List<SinkSource> sources) {
    return new Recorder(capacity, overflow, daemon(), sources, CLOCK, err.stream());
  }

  private static ThreadFactory daemon() {
    return task -> {
      Thread thread = new Thread(task, "recorder under test");
      thread.setDaemon(true);
      return thread;
    };
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  /** Keeps what it is given. */
  private static final class Kept implements Sink {
    private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean closed;

    Sink openAfter(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException unexpected) {
        throw new IllegalStateException(unexpected);
      }
      return this;
    }

    List<Entry> entries() {
      return List.copyOf(entries);
    }

    List<Integer> denials() {
      return entries().stream()
          .filter(Entry.CallEnded.class::isInstance)
          .map(entry -> ((Entry.CallEnded) entry).denials())
          .toList();
    }

    List<Entry.DecisionMade> decisions() {
      return entries().stream()
          .filter(Entry.DecisionMade.class::isInstance)
          .map(Entry.DecisionMade.class::cast)
          .toList();
    }

    List<StateChanged> states(String kind) {
      return entries().stream()
          .filter(StateChanged.class::isInstance)
          .map(StateChanged.class::cast)
          .filter(state -> state.kind().equals(kind))
          .toList();
    }

    @Override
    public void accept(Entry entry) {
      entries.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close(Duration limit) {
      closed = true;
    }
  }

  /** Fails at each entry, as a bug or a missing class would. */
  private static final class Throwing implements Sink {
    @Override
    public void accept(Entry entry) {
      throw new LinkageError("a bug");
    }

    @Override
    public void flush() {}

    @Override
    public void close(Duration limit) {}
  }
}
