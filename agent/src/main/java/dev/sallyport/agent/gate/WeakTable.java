package dev.sallyport.agent.gate;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is known of objects, by their identity, for as long as they live.
 *
 * <p>Looking up takes no lock and allocates nothing: it happens at every write on a socket. Nodes
 * never change, so that a reader sees a chain as it was or as it is.
 */
final class WeakTable<V> {
  private static final int FIRST_LENGTH = 64;

  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
  private volatile AtomicReferenceArray<@Nullable Node<V>> chains =
      new AtomicReferenceArray<>(FIRST_LENGTH);
  private int size;

  private static final class Node<V> extends WeakReference<Object> {
    final int hash;
    final V value;
    final @Nullable Node<V> next;

    Node(Object key, int hash, V value, @Nullable Node<V> next, ReferenceQueue<Object> dead) {
      super(key, dead);
      this.hash = hash;
      this.value = value;
      this.next = next;
    }
  }

  @Nullable V get(Object key) {
    AtomicReferenceArray<@Nullable Node<V>> all = chains;
    Node<V> node = all.get(System.identityHashCode(key) & (all.length() - 1));
    while (node != null && !node.refersTo(key)) {
      node = node.next;
    }
    return node == null ? null : node.value;
  }

  /** Whatever was known of the object is forgotten. */
  synchronized void put(Object key, V value) {
    forgetDead();
    if (size > chains.length()) {
      grow();
    }
    int hash = System.identityHashCode(key);
    int place = hash & (chains.length() - 1);
    Node<V> others = without(place, key);
    chains.set(place, new Node<>(key, hash, value, others, dead));
    size++;
  }

  /** How many objects something is known of, some of which may be dead. */
  synchronized int size() {
    forgetDead();
    return size;
  }

  private void forgetDead() {
    for (Reference<?> node = dead.poll(); node != null; node = dead.poll()) {
      int place = ((Node<?>) node).hash & (chains.length() - 1);
      chains.set(place, without(place, null));
    }
  }

  /** A chain without its dead nodes and without that key. */
  private @Nullable Node<V> without(int place, @Nullable Object gone) {
    Node<V> kept = null;
    for (Node<V> node = chains.get(place); node != null; node = node.next) {
      Object key = node.get();
      size--;
      if (key != null && key != gone) {
        kept = new Node<>(key, node.hash, node.value, kept, dead);
        size++;
      }
    }
    return kept;
  }

  private void grow() {
    AtomicReferenceArray<@Nullable Node<V>> before = chains;
    AtomicReferenceArray<@Nullable Node<V>> after = new AtomicReferenceArray<>(2 * before.length());
    for (int i = 0; i < before.length(); i++) {
      for (Node<V> node = before.get(i); node != null; node = node.next) {
        Object key = node.get();
        int place = node.hash & (after.length() - 1);
        if (key == null) {
          size--;
        } else {
          after.set(place, new Node<>(key, node.hash, node.value, after.get(place), dead));
        }
      }
    }
    chains = after;
  }
}
