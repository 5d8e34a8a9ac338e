package dev.sallyport.agent.pin;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.policy.decide.Principal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the server shows of itself, looked at whenever it shows it.
 *
 * <p>A definition is brought into its canonical form each time, as the objects that a framework
 * lists may change in place; only where that form is not the one before does anything else happen.
 * Texts are screened, and the lock is written, on a thread of their own.
 */
public final class Definitions {
  private static final String WHERE = "pins";

  private final Recorder recorder;
  private final Faults faults;
  private final Keeper keeper;

  /** Null where nothing is pinned. */
  private final @Nullable Pins pins;

  /** The canonical forms. */
  private final Map<Thing, String> last = new ConcurrentHashMap<>();

  private Definitions(
      Recorder recorder, Faults faults, @Nullable Pins pins, @Nullable LockFile lock) {
    this.recorder = recorder;
    this.faults = faults;
    this.pins = pins;
    this.keeper = new Keeper(recorder, faults, pins, lock);
  }

  /** Screened, and not pinned. */
  public static Definitions unpinned(Recorder recorder, Faults faults) {
    return new Definitions(recorder, faults, null, null);
  }

  /**
   * Screened, and held to their pins.
   *
   * @param known the pins of earlier runs
   * @param lock where pins are kept; null where they hold for this run only
   */
  public static Definitions pinned(
      Map<Thing, Pin> known, @Nullable LockFile lock, Recorder recorder, Faults faults) {
    return new Definitions(recorder, faults, new Pins(known), lock);
  }

  /** What is done on a thread of its own, until it is closed. */
  public Keeper keeper() {
    return keeper;
  }

  /**
   * The server shows it.
   *
   * @param listed the members of its JSON, as maps, lists, texts, numbers, booleans and null
   */
  public void see(Principal.Primitive primitive, Map<?, ?> listed) {
    see(Thing.of(primitive), listed);
  }

  /** The server tells its clients how it is to be used. */
  public void seeInstructions(String instructions) {
    see(Thing.SERVER, Map.of("instructions", instructions));
  }

  /** Whether it is not what is pinned, by what was last seen of it. */
  public boolean isChanged(Principal.Primitive primitive) {
    return pins != null && pins.anyChanged() && pins.isChanged(Thing.of(primitive));
  }

  /** What the server last showed of it, as JSON; null where it has not shown it. */
  public @Nullable String shown(Principal.Primitive primitive) {
    return last.get(Thing.of(primitive));
  }

  private void see(Thing thing, Map<?, ?> listed) {
    Definition now = Definition.of(thing, listed);
    if (now.canonical().equals(last.get(thing))) {
      return;
    }
    if (last.size() < Pins.MOST || last.containsKey(thing)) {
      last.put(thing, now.canonical());
    }
    String digest = now.digest();
    if (pins != null) {
      pin(pins, now, digest);
    }
    keeper.screen(thing, digest, Definition.members(thing, listed));
  }

  private void pin(Pins held, Definition now, String digest) {
    Pins.Sight sight = held.see(now.thing(), digest);
    if (sight instanceof Pins.Sight.Changed changed) {
      changed(now, changed.pinned(), digest);
    } else if (sight instanceof Pins.Sight.Unheld) {
      faults.report(
          WHERE,
          "there are more than "
              + Pins.MOST
              + " definitions; those that came after are not pinned");
    }
    keeper.wake();
  }

  private void changed(Definition now, String pinned, String digest) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("kind", now.thing().kind().word());
    details.put("name", now.thing().name());
    details.put("pinned", pinned);
    details.put("seen", digest);
    details.put("definition", now.canonical());
    recorder.accept(new Entry.StateChanged(time(), "pin", details));
  }

  static long time() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
