package dev.sallyport.agent.context;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * How far the server is with one request. What goes on after it is over may be done for others by
 * then, so that nobody is known by the request any more.
 */
public final class Serving {
  private final @Nullable Progress progress;
  private volatile @Nullable WeakReference<Object> request;
  private volatile boolean over;

  /** Knows, where nothing tells when a request is over, whether it is by now. */
  public interface Progress {
    boolean isOver(Object request) throws Throwable;
  }

  /** Of a request whose end is told. */
  public Serving() {
    this(null);
  }

  /** Of a request whose end has to be looked for. */
  public Serving(@Nullable Progress progress) {
    this.progress = progress;
  }

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

  /**
   * Looks whether it is over where nobody tells that. Asks an object of the application's, and so
   * is for outside the gate; what can't be told is over.
   */
  public void look() {
    WeakReference<Object> known = request;
    if (progress == null || known == null || over) {
      return;
    }
    Object object = known.get();
    try {
      over = object == null || progress.isOver(object);
    } catch (Throwable e) {
      over = true;
    }
  }
}
