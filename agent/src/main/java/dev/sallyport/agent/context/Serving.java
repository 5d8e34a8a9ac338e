package dev.sallyport.agent.context;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * How far the server is with one request. What goes on after it is over may be done for others by
 * then, so that nobody is known by the request any more.
 */
public final class Serving {
  private volatile @Nullable WeakReference<Object> request;
  private volatile boolean over;

  /** The server's object of it begins to be served. */
  void begin(Object object) {
    request = new WeakReference<>(object);
  }

  /** The server's object; null where there is none any more. */
  public @Nullable Object request() {
    WeakReference<Object> known = request;
    return known == null ? null : known.get();
  }

  /** The server is done with it. */
  public void end() {
    over = true;
  }

  public boolean isOver() {
    return over;
  }
}
