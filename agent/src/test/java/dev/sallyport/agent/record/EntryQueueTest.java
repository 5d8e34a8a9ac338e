package dev.sallyport.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EntryQueueTest {
  private final EntryQueue queue = new EntryQueue(4);

  @Test
  void offer_withRoom_keepsOrder() {
    List<Entry> offered = entries(4);

    offered.forEach(entry -> assertThat(queue.offer(entry)).isTrue());

    assertThat(pollAll()).containsExactlyElementsOf(offered);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void offer_withoutRoom_refusedUntilOneIsTaken() {
    entries(4).forEach(queue::offer);

    assertThat(queue.offer(Entries.state("ready"))).isFalse();

    assertThat(queue.poll()).isNotNull();
    assertThat(queue.offer(Entries.state("ready"))).isTrue();
  }

  @Test
  void offer_byManyThreads_losesNothingAndKeepsEachThreadsOrder() throws InterruptedException {
    EntryQueue shared = new EntryQueue(64);
    int each = 20_000;
    List<Thread> producers =
        IntStream.range(0, 4).mapToObj(id -> new Thread(() -> fill(shared, id, each))).toList();
    producers.forEach(Thread::start);

    Map<String, Integer> next = new HashMap<>();
    int taken = 0;
    while (taken < 4 * each) {
      Entry entry = shared.poll();
      if (entry instanceof Entry.CallEnded ended) {
        assertThat(ended.denials()).isEqualTo(next.getOrDefault(ended.call(), 0));
        next.merge(ended.call(), 1, Integer::sum);
        taken++;
      } else {
        Thread.onSpinWait();
      }
    }

    for (Thread producer : producers) {
      producer.join();
    }
    assertThat(shared.isEmpty()).isTrue();
  }

  private static void fill(EntryQueue queue, int id, int count) {
    for (int i = 0; i < count; i++) {
      Entry entry =
          new Entry.CallEnded(
              0,
              0,
              Integer.toString(id),
              new Principal.Tool("t"),
              Outcome.OK,
              i,
              "",
              Volume.NONE,
              "");
      while (!queue.offer(entry)) {
        Thread.onSpinWait();
      }
    }
  }

  private List<Entry> pollAll() {
    List<Entry> all = new ArrayList<>();
    for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
      all.add(entry);
    }
    return all;
  }

  private static List<Entry> entries(int count) {
    return IntStream.range(0, count).<Entry>mapToObj(i -> Entries.ended(i, Outcome.OK, 0)).toList();
  }
}
