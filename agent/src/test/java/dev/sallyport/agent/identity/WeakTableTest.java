package dev.sallyport.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeakTableTest {
  private final WeakTable<Integer> table = new WeakTable<>();

  /** Equal to all of its kind, so that only identity tells them apart. */
  private static final class Alike {
    @Override
    public boolean equals(Object other) {
      return other instanceof Alike;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void object_isKnownByIdentity() {
    Alike one = new Alike();
    Alike other = new Alike();
    table.put(one, 1);

    assertThat(table.get(one)).isEqualTo(1);
    assertThat(table.get(other)).isNull();
  }

  @Test
  void object_putAgain_hasTheLastValueOnce() {
    Object key = new Object();
    table.put(key, 1);
    table.put(key, 2);

    assertThat(table.get(key)).isEqualTo(2);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void objects_moreThanChains_areAllKnown() {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Object key = new Object();
      keys.add(key);
      table.put(key, i);
    }

    for (int i = 0; i < keys.size(); i++) {
      assertThat(table.get(keys.get(i))).isEqualTo(i);
    }
    assertThat(table.size()).isEqualTo(keys.size());
  }

  @Test
  void objects_thatDied_areForgotten() {
    Object kept = new Object();
    table.put(kept, -1);
    WeakReference<Object> last = fill();

    while (last.get() != null || table.size() > 1) {
      System.gc();
    }
    assertThat(table.get(kept)).isEqualTo(-1);
  }

  private WeakReference<Object> fill() {
    Object key = new Object();
    for (int i = 0; i < 1000; i++) {
      key = new Object();
      table.put(key, i);
    }
    return new WeakReference<>(key);
  }
}
