package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM is told to remove when it exits, and for whom. By then the call is long over, and
 * the thread that exits may belong to nobody, or to another.
 */
final class ExitDeletions {
  private final Map<Path, Context> registered = new ConcurrentHashMap<>();

  /** Null until the JVM exits. It removes the files on one thread, which does nothing else then. */
  private volatile @Nullable Thread exiting;

  /** The first who is allowed to register a path is the one it is removed for. */
  void add(Path path, Context context) {
    registered.putIfAbsent(path, context);
  }

  /** From here on this thread removes what was registered. */
  void begin() {
    exiting = Thread.currentThread();
  }

  /** For whom this thread removes that path, if it was not registered in its own name. */
  @Nullable Context whose(Path path, @Nullable Context own) {
    if (exiting != Thread.currentThread()) {
      return own;
    }
    Context found = registered.get(path);
    return found == null ? own : found;
  }
}
