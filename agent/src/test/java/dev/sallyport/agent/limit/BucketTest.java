package dev.sallyport.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.match.Rate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final Rate TEN_A_MINUTE = new Rate(10, Duration.ofMinutes(1));
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private static boolean takes(Bucket bucket, long now) {
    if (bucket.missingFor(now) > 0) {
      return false;
    }
    bucket.take();
    return true;
  }

  private static int taken(Bucket bucket, long now) {
    int taken = 0;
    while (takes(bucket, now)) {
      taken++;
    }
    return taken;
  }

  @Test
  void take_asManyAtOnce_thenOneWheneverItsTimePassed() {
    Bucket bucket = new Bucket(TEN_A_MINUTE, true, 0);

    assertThat(taken(bucket, 0)).isEqualTo(10);
    assertThat(bucket.missingFor(0)).isEqualTo(6 * SECOND);
    assertThat(taken(bucket, 6 * SECOND - 1)).isZero();
    assertThat(bucket.missingFor(6 * SECOND - 1)).isEqualTo(1);
    assertThat(taken(bucket, 6 * SECOND)).isEqualTo(1);
    assertThat(taken(bucket, 66 * SECOND)).isEqualTo(10);
    assertThat(taken(bucket, Long.MAX_VALUE)).isEqualTo(10);
  }

  @Test
  void take_whatBeganEmpty_waits() {
    Bucket bucket = new Bucket(TEN_A_MINUTE, false, 5);

    assertThat(taken(bucket, 5)).isZero();
    assertThat(taken(bucket, 5 + 12 * SECOND)).isEqualTo(2);
    assertThat(bucket.isFull(5 + 12 * SECOND)).isFalse();
    assertThat(bucket.isFull(5 + 72 * SECOND)).isTrue();
  }

  @Test
  void take_whereTheClockWrapsOrStands_isExact() {
    Bucket wrapping = new Bucket(TEN_A_MINUTE, true, Long.MAX_VALUE - 1);

    assertThat(taken(wrapping, Long.MAX_VALUE - 1)).isEqualTo(10);
    assertThat(taken(wrapping, Long.MIN_VALUE + 6 * SECOND - 2)).isEqualTo(1);
    assertThat(taken(wrapping, Long.MIN_VALUE)).isZero();
  }

  /** Rates that share no factor with their time, over times that are random. */
  @Test
  void take_asARationalModelHasIt() {
    Random random = new Random(7);
    List<Duration> times =
        List.of(
            Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));
    for (int round = 0; round < 400; round++) {
      long count = round % 4 == 0 ? Rate.MOST - random.nextInt(9) : 1 + random.nextInt(50);
      Rate rate = new Rate(count, times.get(random.nextInt(times.size())));
      long now = random.nextLong() / 4;
      boolean full = random.nextBoolean();
      Bucket bucket = new Bucket(rate, full, now);
      Model model = new Model(rate, full, now);
      for (int step = 0; step < 200; step++) {
        now += pause(random, rate);
        assertThat(bucket.missingFor(now)).isEqualTo(model.missingFor(now));
        if (bucket.missingFor(now) == 0) {
          bucket.take();
          model.take();
        }
      }
    }
  }

  private static long pause(Random random, Rate rate) {
    long one = rate.per().toNanos() / rate.count();
    return switch (random.nextInt(5)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> one;
      case 3 -> random.nextLong(3 * one + 2);
      default -> random.nextLong(rate.per().toNanos() / 3);
    };
  }

  /** Calls in whole fractions, however large they get. */
  private static final class Model {
    private final BigInteger count;
    private final BigInteger per;

    /** In parts of a call, of which each is {@code per}. */
    private BigInteger level;

    private long seen;

    Model(Rate rate, boolean full, long now) {
      count = BigInteger.valueOf(rate.count());
      per = BigInteger.valueOf(rate.per().toNanos());
      level = full ? count.multiply(per) : BigInteger.ZERO;
      seen = now;
    }

    long missingFor(long now) {
      BigInteger passed = BigInteger.valueOf(now - seen);
      level = level.add(passed.multiply(count)).min(count.multiply(per));
      seen = now;
      BigInteger missing = per.subtract(level).max(BigInteger.ZERO);
      return new BigDecimal(missing)
          .divide(new BigDecimal(count), 0, RoundingMode.CEILING)
          .longValueExact();
    }

    void take() {
      level = level.subtract(per);
    }
  }
}
