package dev.sallyport.policy.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is made up is made up by it, so that the same seed makes up the same. */
class Dice {
  private final Random random;

  Dice(Random random) {
    this.random = random;
  }

  /** Less than a bound. */
  final int upTo(int bound) {
    return random.nextInt(bound);
  }

  final boolean oneOf(int n) {
    return random.nextInt(n) == 0;
  }

  final <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Up to so many different ones. */
  final <T> List<T> some(List<T> from, int most) {
    List<T> some = new ArrayList<>();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      T one = pick(from);
      if (!some.contains(one)) {
        some.add(one);
      }
    }
    return some;
  }

  final void maybe(Map<String, Object> map, String key, Object value) {
    if (oneOf(2)) {
      map.put(key, value);
    }
  }
}
