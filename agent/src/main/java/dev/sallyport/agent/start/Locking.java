package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.pin.Definitions;
import dev.sallyport.agent.pin.Keeper;
import dev.sallyport.agent.pin.LockDamage;
import dev.sallyport.agent.pin.LockFile;
import dev.sallyport.agent.pin.Pin;
import dev.sallyport.agent.pin.Thing;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pins of earlier runs, as they were found.
 *
 * @param file null where nothing is pinned
 * @param problem one line on why the file can't be used, or null
 */
record Locking(@Nullable LockFile file, Map<Thing, Pin> known, @Nullable String problem) {
  /** What it is called beside a policy file. */
  private static final String NAME = "sallyport.lock";

  private static final Duration LAST_WRITES = Duration.ofSeconds(2);

  static Locking read(Options options) {
    File file = file(options);
    if (file == null) {
      return new Locking(null, Map.of(), null);
    }
    LockFile lock = LockFile.of(file, ProcessId.current());
    try {
      return new Locking(lock, lock.read(), null);
    } catch (IOException | LockDamage e) {
      return new Locking(lock, Map.of(), "can't use the lock: " + e.getMessage());
    }
  }

  private static @Nullable File file(Options options) {
    if (options.lock() != null) {
      return new File(options.lock());
    }
    return options.policy() == null
        ? null
        : new File(new File(options.policy()).getAbsoluteFile().getParentFile(), NAME);
  }

  /** Begins to look at definitions. A file that can't be used is left as it is. */
  Definitions definitions(Recording recording, Contexts contexts) {
    Definitions definitions =
        file == null
            ? Definitions.unpinned(recording.recorder(), recording.faults())
            : Definitions.pinned(
                known, problem == null ? file : null, recording.recorder(), recording.faults());
    Keeper keeper = definitions.keeper();
    AgentThreads.named(contexts, "sallyport-pins").newThread(keeper).start();
    Runtime.getRuntime()
        .addShutdownHook(
            AgentThreads.named(contexts, "sallyport-pins-stop").newThread(new Stop(keeper)));
    return definitions;
  }

  private record Stop(Keeper keeper) implements Runnable {
    @Override
    public void run() {
      try {
        keeper.close(LAST_WRITES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
