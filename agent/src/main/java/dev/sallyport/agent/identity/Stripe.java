package dev.sallyport.agent.identity;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link WeakTable}, with a lock of its own.
 *
 * <p>A reader takes no lock: a chain only gets a new head, or loses a node, which still leads to
 * those after it.
 */
final class Stripe<V> {
  private static final int FIRST_LENGTH = 8;

  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
  private volatile AtomicReferenceArray<@Nullable Node<V>> chains =
      new AtomicReferenceArray<>(FIRST_LENGTH);
  private volatile int size;

  private static final class Node<V> extends WeakReference<Object> {
    final int hash;
    final V value;

    /** Whoever sees a node sees those that follow it: they were in the chain before it. */
    @Nullable Node<V> next;

    Node(Object key, int hash, V value, @Nullable Node<V> next, ReferenceQueue<Object> dead) {
      super(key, dead);
      this.hash = hash;
      this.value = value;
      this.next = next;
    }
  }

  int size() {
    return size;
  }

  @Nullable V get(Object key, int hash) {
    if (size == 0) {
      return null;
    }
    AtomicReferenceArray<@Nullable Node<V>> all = chains;
    Node<V> node = all.get(hash & (all.length() - 1));
    while (node != null && !node.refersTo(key)) {
      node = node.next;
    }
    return node == null ? null : node.value;
  }

  synchronized void put(Object key, int hash, V value) {
    forgetDead();
    set(key, hash, value);
  }

  synchronized boolean replace(Object key, int hash, @Nullable V expected, @Nullable V value) {
    forgetDead();
    if (get(key, hash) != expected) {
      return false;
    }
    if (value == null) {
      remove(hash & (chains.length() - 1), key);
    } else {
      set(key, hash, value);
    }
    return true;
  }

  synchronized void remove(Object key, int hash) {
    remove(hash & (chains.length() - 1), key);
  }

  /** Takes the lock only where there is something to do: every call ends with this. */
  void forgetDead() {
    for (Reference<?> node = dead.poll(); node != null; node = dead.poll()) {
      forget((Node<?>) node);
    }
  }

  private synchronized void forget(Node<?> node) {
    remove(node.hash & (chains.length() - 1), null);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock; volatile for readers
  private void set(Object key, int hash, V value) {
    if (size > chains.length()) {
      grow();
    }
    int place = hash & (chains.length() - 1);
    remove(place, key);
    chains.set(place, new Node<>(key, hash, value, chains.get(place), dead));
    size++;
  }

  /** Takes that key, and what is dead, out of a chain. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // as above
  private void remove(int place, @Nullable Object gone) {
    Node<V> before = null;
    for (Node<V> node = chains.get(place); node != null; node = node.next) {
      if (!node.refersTo(gone) && !node.refersTo(null)) {
        before = node;
        continue;
      }
      if (before == null) {
        chains.set(place, node.next);
      } else {
        before.next = node.next;
      }
      // The collector has nothing more to do for it.
      node.clear();
      size--;
    }
  }

  private void grow() {
    AtomicReferenceArray<@Nullable Node<V>> before = chains;
    AtomicReferenceArray<@Nullable Node<V>> after = new AtomicReferenceArray<>(2 * before.length());
    int kept = 0;
    for (int i = 0; i < before.length(); i++) {
      for (Node<V> node = before.get(i); node != null; node = node.next) {
        Object key = node.get();
        if (key != null) {
          int place = node.hash & (after.length() - 1);
          after.set(place, new Node<>(key, node.hash, node.value, after.get(place), dead));
          kept++;
        }
      }
    }
    chains = after;
    size = kept;
  }
}
