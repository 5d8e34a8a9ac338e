package dev.sallyport.agent.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A map that forgets its oldest entry when it has grown too large. */
public final class RecentMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;
  private final transient @Nullable Consumer<V> forgotten;

  /** One whose values may go unnoticed. */
  public RecentMap(int most) {
    this.most = most;
    this.forgotten = null;
  }

  /**
   * @param forgotten told of each value that had to go
   */
  public RecentMap(int most, Consumer<V> forgotten) {
    this.most = most;
    this.forgotten = forgotten;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    if (size() <= most) {
      return false;
    }
    if (forgotten != null) {
      forgotten.accept(eldest.getValue());
    }
    return true;
  }
}
