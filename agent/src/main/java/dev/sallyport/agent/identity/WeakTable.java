package dev.sallyport.agent.identity;

import org.jspecify.annotations.Nullable;

/**
 * What is known of objects, by their identity, for as long as they live. A key that died is
 * forgotten, with its value, at the next change of its stripe or by {@link #forgetDead}.
 *
 * <p>Looking up takes no lock and allocates nothing. A change locks one of sixteen stripes, and
 * calls nothing meanwhile.
 */
public final class WeakTable<V> {
  private static final int STRIPES = 16;

  private final Stripe<V>[] stripes = stripes();

  /** The value of the object, or null. */
  public @Nullable V get(Object key) {
    int hash = System.identityHashCode(key);
    return stripe(hash).get(key, hash);
  }

  /** Whatever else was known of the object is forgotten. */
  public void put(Object key, V value) {
    int hash = System.identityHashCode(key);
    stripe(hash).put(key, hash, value);
  }

  /**
   * Gives the object another value, or with null none, if it still has the one expected, or with
   * null none.
   */
  public boolean replace(Object key, @Nullable V expected, @Nullable V value) {
    int hash = System.identityHashCode(key);
    return stripe(hash).replace(key, hash, expected, value);
  }

  /** Whatever was known of the object is forgotten. */
  public void remove(Object key) {
    int hash = System.identityHashCode(key);
    stripe(hash).remove(key, hash);
  }

  /** Whether nothing is known of any object; what just died may still count. */
  public boolean isEmpty() {
    for (Stripe<V> stripe : stripes) {
      if (stripe.size() != 0) {
        return false;
      }
    }
    return true;
  }

  /** How many objects something is known of. */
  int size() {
    forgetDead();
    int size = 0;
    for (Stripe<V> stripe : stripes) {
      size += stripe.size();
    }
    return size;
  }

  /** Lets go of the values of objects that died. */
  public void forgetDead() {
    for (Stripe<V> stripe : stripes) {
      stripe.forgetDead();
    }
  }

  private Stripe<V> stripe(int hash) {
    // The lower bits choose the chain.
    return stripes[(hash >>> 20) & (STRIPES - 1)];
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a parameterised type can be made
  private static <V> Stripe<V>[] stripes() {
    Stripe<V>[] stripes = new Stripe[STRIPES];
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe<>();
    }
    return stripes;
  }
}
