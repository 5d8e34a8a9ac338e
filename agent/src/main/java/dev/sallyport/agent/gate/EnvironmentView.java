package dev.sallyport.agent.gate;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code System.getenv()} answers: the environment of this process, as far as whoever reads it
 * may. That is decided at each look, so that a view which one kept shows another no more than its
 * own.
 *
 * <p>Entries are those of the JDK, whose hash is not that of a string's.
 */
final class EnvironmentView extends AbstractMap<String, String> {
  /** In records, for what is read here. */
  static final String ID = "ProcessEnvironment.getenv";

  private final Map<String, String> environment;
  private final EnvironmentGate gate;

  EnvironmentView(Map<String, String> environment, EnvironmentGate gate) {
    this.environment = environment;
    this.gate = gate;
  }

  @Override
  public @Nullable String get(Object name) {
    String value = environment.get(name);
    return value == null || !gate.reads((String) name) ? null : value;
  }

  /** One look, where the inherited method has two. */
  @Override
  public @Nullable String getOrDefault(Object name, @Nullable String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  @Override
  public boolean containsKey(Object name) {
    return environment.containsKey(name) && gate.reads((String) name);
  }

  @Override
  public boolean containsValue(Object value) {
    // The JDK's map takes nothing but text here, and says so.
    return environment.containsValue(value) && super.containsValue(value);
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<String, String>> {
    @Override
    public Iterator<Entry<String, String>> iterator() {
      return new Visible(environment.entrySet().iterator());
    }

    @Override
    public int size() {
      int size = 0;
      for (String name : environment.keySet()) {
        size += gate.counts(name) ? 1 : 0;
      }
      return size;
    }

    @Override
    public boolean contains(Object entry) {
      return environment.entrySet().contains(entry)
          && gate.reads((String) ((Entry<?, ?>) entry).getKey());
    }
  }

  private final class Visible implements Iterator<Entry<String, String>> {
    private final Iterator<Entry<String, String>> all;
    private @Nullable Entry<String, String> next;

    Visible(Iterator<Entry<String, String>> all) {
      this.all = all;
    }

    @Override
    public boolean hasNext() {
      while (next == null && all.hasNext()) {
        Entry<String, String> entry = all.next();
        next = gate.meets(entry.getKey()) ? entry : null;
      }
      return next != null;
    }

    @Override
    public Entry<String, String> next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Entry<String, String> entry = next;
      next = null;
      return entry;
    }
  }
}
