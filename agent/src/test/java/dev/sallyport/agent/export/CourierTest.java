package dev.sallyport.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Stderr;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CourierTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Stderr err = new Stderr();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final Outages outages =
      new Outages() {
        @Override
        public void failing(String place, String why) {
          told.add(place + " fails: " + why);
        }

        @Override
        public void regained(String place, long lost) {
          told.add(place + " is back: " + lost);
        }
      };

  @Test
  void records_arriveInTheirOrder() {
    Place place = new Place();
    Courier courier = courier(place);

    take(courier, 1, 1000);
    close(courier);

    assertThat(place.numbers()).isEqualTo(numbers(1, 1000));
    assertThat(err.lines()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void place_thatFailsForAWhile_getsAllAfterwardsAndItIsToldOnce() throws InterruptedException {
    Place place = new Place();
    place.failures.set(3);
    Courier courier = courier(place);

    take(courier, 1, 10);
    String failing = told.poll(10, TimeUnit.SECONDS);
    String back = told.poll(30, TimeUnit.SECONDS);
    take(courier, 11, 20);
    close(courier);

    assertThat(failing).isEqualTo("siem fails: java.io.IOException: no");
    assertThat(back).isEqualTo("siem is back: 0");
    assertThat(told).isEmpty();
    assertThat(place.numbers()).isEqualTo(numbers(1, 20));
    assertThat(err.lines()).hasSize(2);
  }

  /** What there is no room for is lost, counted and told when there is room again. */
  @Test
  void place_thatIsTooSlow_losesTheNewestAndCountsThem() throws InterruptedException {
    Place place = new Place();
    place.held = new CountDownLatch(1);
    Courier courier = courier(place);
    take(courier, 1, 1);
    place.entered.await();

    take(courier, 2, 20_000);
    place.held.countDown();

    String back = told.poll(10, TimeUnit.SECONDS);
    close(courier);
    long arrived = place.numbers().size();
    assertThat(back).isEqualTo("siem is back: " + (20_000 - arrived));
    assertThat(arrived).isEqualTo(8193);
    assertThat(place.numbers()).isEqualTo(numbers(1, 8193));
  }

  @Test
  void records_thatAreLong_areBoundedBySize() {
    Outbox outbox = new Outbox();
    String text = "x".repeat(1 << 20);

    for (int i = 1; i <= 8; i++) {
      outbox.offer(record(i, text));
    }

    assertThat(outbox.size()).isEqualTo(4);
    assertThat(outbox.takeLost()).isEqualTo(4);
  }

  @Test
  void close_ofAPlaceThatHangs_endsInTimeAndSaysWhatIsLost() throws InterruptedException {
    Place place = new Place();
    place.held = new CountDownLatch(1);
    Courier courier = courier(place);
    take(courier, 1, 1);
    place.entered.await();
    take(courier, 2, 5);

    courier.close();
    courier.await(Duration.ofMillis(50));

    assertThat(place.closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(err.lines()).singleElement().asString().contains("the last 4 records");
  }

  @Test
  void close_ofAPlaceThatIsGone_triesOnceMoreAndSaysWhatIsLost() {
    Place place = new Place();
    place.failures.set(Integer.MAX_VALUE);
    Courier courier = courier(place);

    take(courier, 1, 5);
    close(courier);

    assertThat(place.numbers()).isEmpty();
    assertThat(err.lines()).last().asString().contains("the last 5 records did not arrive");
  }

  @Test
  void fault_ofTheJvm_isAFailureLikeAnother() throws InterruptedException {
    Place place = new Place();
    place.failures.set(1);
    place.fault = new NoClassDefFoundError("gone");
    Courier courier = courier(place);

    take(courier, 1, 5);

    assertThat(told.poll(10, TimeUnit.SECONDS)).contains("NoClassDefFoundError");
    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("siem is back: 0");
    close(courier);
    assertThat(place.numbers()).isEqualTo(numbers(1, 5));
  }

  private Courier courier(Place place) {
    return new Courier("siem", place, CourierTest::daemon, outages, err.stream());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private static void close(Courier courier) {
    courier.close();
    courier.await(LIMIT);
  }

  private static void take(Courier courier, int from, int to) {
    for (int number = from; number <= to; number++) {
      courier.take(record(number, "record " + number));
    }
  }

  private static Exported record(int number, String text) {
    return new Exported(
        number,
        "2026-01-02T12:00:00.000000001Z",
        "decision",
        Severity.INFORMATIONAL,
        text,
        Map.of());
  }

  private static List<Long> numbers(long from, long to) {
    List<Long> numbers = new ArrayList<>();
    for (long number = from; number <= to; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  /** A place that fails, or hangs, as long as a test wants. */
  private static final class Place implements Carrier {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    volatile CountDownLatch held = new CountDownLatch(0);
    final AtomicInteger failures = new AtomicInteger();
    volatile Error fault;
    private final List<Long> arrived = new ArrayList<>();

    @Override
    public void carry(List<Exported> records) throws IOException {
      entered.countDown();
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        if (fault != null) {
          throw fault;
        }
        throw new IOException("no");
      }
      synchronized (arrived) {
        records.forEach(record -> arrived.add(record.number()));
      }
    }

    List<Long> numbers() {
      synchronized (arrived) {
        return List.copyOf(arrived);
      }
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
