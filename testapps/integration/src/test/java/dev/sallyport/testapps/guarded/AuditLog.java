package dev.sallyport.testapps.guarded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * An audit file that a server may still be writing. Records come after the answer that they tell
 * of, so a reader waits for them.
 */
record AuditLog(Path file) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The whole lines so far; what stands after the last line feed is not one yet. */
  List<AuditLine> lines() {
    String text = text();
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole.lines().map(AuditLine::of).toList();
  }

  /** The decisions so far that were made for a tool. */
  List<AuditLine> decisionsOf(String tool) {
    return lines().stream().filter(line -> line.isDecision() && line.tool().equals(tool)).toList();
  }

  /** All that was written, whole or not. */
  String text() {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for the end of a call of a tool.
   *
   * @param from how many records are not to be looked at
   * @throws AssertionError if it did not come in time
   */
  AuditedCall awaitCall(int from, String tool) {
    return awaitEnd(from, line -> line.ends(tool));
  }

  /**
   * Waits for the end of a use of anything.
   *
   * @param from how many records are not to be looked at
   * @param used as in {@link AuditLine#used}
   * @throws AssertionError if it did not come in time
   */
  AuditedCall awaitUse(int from, String used) {
    return awaitEnd(from, line -> line.kind().equals("call") && line.used().equals(used));
  }

  private AuditedCall awaitEnd(int from, Predicate<AuditLine> wanted) {
    List<AuditLine> lines = await(from, wanted);
    AuditLine end = lines.stream().skip(from).filter(wanted).findFirst().get();
    return AuditedCall.of(lines, end);
  }

  /**
   * Waits for a record.
   *
   * @param from how many records are not to be looked at
   * @return all records, when one such is among them
   * @throws AssertionError if it did not come in time
   */
  List<AuditLine> await(int from, Predicate<AuditLine> wanted) {
    try (WatchService watch = file.getFileSystem().newWatchService()) {
      Path directory = file.getParent();
      WatchKey changes =
          directory.register(
              watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        List<AuditLine> lines = lines();
        if (lines.stream().skip(from).anyMatch(wanted)) {
          return lines;
        }
        if (watch.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) == null) {
          throw new AssertionError("the awaited record is not in " + new ArrayList<>(lines));
        }
        changes.pollEvents();
        changes.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
