package dev.sallyport.agent.record;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of many producers and one consumer, without locks and without allocation.
 *
 * <p>Positions only grow; the slot of a position is its remainder. A producer claims a position by
 * moving {@code tail}, then fills the slot; the consumer empties the slot before it moves {@code
 * head}, so a claimed slot is always empty. A claimed slot that is not filled yet ends the
 * consumer's round: later ones wait, so order is kept. The JDK's bounded queues take a lock on
 * offer, which would park a caller behind others.
 */
final class EntryQueue {
  private final AtomicReferenceArray<@Nullable Entry> slots;
  private final int capacity;
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong head = new AtomicLong();

  /**
   * @param capacity how many entries fit; a power of two
   */
  EntryQueue(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity is not a power of two");
    }
    this.capacity = capacity;
    this.slots = new AtomicReferenceArray<>(capacity);
  }

  /** Adds an entry, or says at once that there is no room. */
  boolean offer(Entry entry) {
    long position = tail.get();
    while (true) {
      if (position - head.get() >= capacity) {
        return false;
      }
      long seen = tail.compareAndExchange(position, position + 1);
      if (seen == position) {
        slots.set(slot(position), entry);
        return true;
      }
      position = seen;
    }
  }

  /** The oldest entry, or null where none is ready. For the consumer only. */
  @Nullable Entry poll() {
    long position = head.get();
    int slot = slot(position);
    Entry entry = slots.get(slot);
    if (entry != null) {
      slots.set(slot, null);
      head.set(position + 1);
    }
    return entry;
  }

  boolean isEmpty() {
    return head.get() == tail.get();
  }

  int capacity() {
    return capacity;
  }

  /** How many entries were ever added. */
  long added() {
    return tail.get();
  }

  /** How many entries were ever taken out. */
  long taken() {
    return head.get();
  }

  private int slot(long position) {
    return (int) position & (capacity - 1);
  }
}
