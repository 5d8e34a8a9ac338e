package dev.sallyport.agent.weave;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * What became of each row, and the one thing to do when a needed one was not woven.
 *
 * <p>Written from inside class loading, so it only sets numbers and calls the alarm.
 */
public final class WeaveLog {
  private static final int PENDING = 0;
  private static final int LIVE = 1;
  private static final int MISSING = 2;

  private final HookTable table;
  private final AtomicIntegerArray states;
  private final Alarm alarm;

  /** Told of each needed row that could not be woven. Called while a class is loaded. */
  public interface Alarm {
    /**
     * A row could not be woven.
     *
     * @param failure null where the class has no such method
     */
    void missing(Hook row, @Nullable Throwable failure);
  }

  public WeaveLog(HookTable table, Alarm alarm) {
    this.table = table;
    this.states = new AtomicIntegerArray(table.rows().size());
    this.alarm = alarm;
  }

  void woven(int number, boolean found) {
    if (found) {
      states.set(number, LIVE);
    } else {
      missing(number, null);
    }
  }

  void failed(int number, Throwable failure) {
    missing(number, failure);
  }

  /** The class of that row is not there at all. */
  public void absent(int number) {
    missing(number, null);
  }

  private void missing(int number, @Nullable Throwable failure) {
    states.set(number, MISSING);
    if (table.row(number).need() != Hook.Need.OPTIONAL) {
      alarm.missing(table.row(number), failure);
    }
  }

  /** Whether the row is woven into its class. */
  public boolean isLive(int number) {
    return states.get(number) == LIVE;
  }

  /** Whether the row was tried and could not be woven. */
  public boolean isMissing(int number) {
    return states.get(number) == MISSING;
  }

  /** Whether the row's class has not been loaded yet. */
  public boolean isPending(int number) {
    return states.get(number) == PENDING;
  }
}
