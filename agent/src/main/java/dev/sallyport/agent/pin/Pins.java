package dev.sallyport.agent.pin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What holds, and what was seen in this run. Of two processes that share a lock each goes by what
 * it saw itself; what holds is what the file says.
 */
final class Pins {
  /** More than servers offer; what comes after is not pinned. */
  static final int MOST = 4096;

  private final Map<Thing, Pin> pins = new TreeMap<>();
  private final Map<Thing, String> observed = new HashMap<>();
  private volatile Set<Thing> changed = Set.of();
  private boolean unsaved;

  /** What came of a look at a definition. */
  sealed interface Sight {
    /** It is what holds, or was seen to be what it is before. */
    record Known() implements Sight {}

    /** It was never seen before, and holds from now on. */
    record First() implements Sight {}

    /** It is another than the one that holds. */
    record Changed(String pinned) implements Sight {}

    /** There are too many. */
    record Unheld() implements Sight {}
  }

  Pins(Map<Thing, Pin> known) {
    pins.putAll(known);
    look();
  }

  /** Whether the definition that was last seen is not the one that holds. */
  boolean isChanged(Thing thing) {
    return changed.contains(thing);
  }

  boolean anyChanged() {
    return !changed.isEmpty();
  }

  synchronized Sight see(Thing thing, String digest) {
    Pin pin = pins.get(thing);
    if (pin == null) {
      if (pins.size() >= MOST) {
        return new Sight.Unheld();
      }
      pins.put(thing, Pin.first(digest));
      observed.put(thing, digest);
      unsaved = true;
      return new Sight.First();
    }
    String before = observed.put(thing, digest);
    Pin now = pin.seen(digest);
    if (!Objects.equals(now.seen(), pin.seen())) {
      pins.put(thing, now);
      unsaved = true;
      look();
    }
    return !now.isChanged() || digest.equals(before)
        ? new Sight.Known()
        : new Sight.Changed(pin.digest());
  }

  /** Takes over what a file says by now: another process pinned, or the operator accepted. */
  synchronized void merge(Map<Thing, Pin> file) {
    for (Map.Entry<Thing, Pin> entry : file.entrySet()) {
      String seen = observed.get(entry.getKey());
      Pin pin = entry.getValue();
      pins.put(entry.getKey(), seen == null ? pin : pin.seen(seen));
    }
    look();
  }

  /** All of them, if there is anything that was not asked for since it came about; else null. */
  synchronized @Nullable Map<Thing, Pin> unsaved() {
    if (!unsaved) {
      return null;
    }
    unsaved = false;
    return new TreeMap<>(pins);
  }

  synchronized boolean isUnsaved() {
    return unsaved;
  }

  private void look() {
    Set<Thing> now = new HashSet<>();
    for (Map.Entry<Thing, Pin> entry : pins.entrySet()) {
      if (entry.getValue().isChanged()) {
        now.add(entry.getKey());
      }
    }
    changed = Set.copyOf(now);
  }
}
