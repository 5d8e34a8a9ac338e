package dev.sallyport.agent.audit;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When records are signed, and by what. The key, and what signs with it, is loaded for the first
 * checkpoint.
 */
final class Checkpoints {
  private final long records;
  private final long every;
  private final File file;
  private final boolean named;
  private final PrintStream err;
  private @Nullable SigningKey key;
  private boolean said;

  /**
   * @param records after how many records at most
   * @param every after what time at most
   * @param file the private key
   * @param named whether the operator named it; else it is made where there is none
   */
  Checkpoints(long records, Duration every, File file, boolean named, PrintStream err) {
    this.records = records;
    this.every = every.toNanos();
    this.file = file;
    this.named = named;
    this.err = err;
  }

  /**
   * @param count how many records there were since the last one
   * @param nanos the time since the first of these
   */
  boolean due(long count, long nanos) {
    return count >= records || (count > 0 && nanos >= every);
  }

  /** The details of a checkpoint there; null where nothing can sign, which is said once. */
  @Nullable Map<String, String> details(ChainPoint point, long count) {
    try {
      SigningKey signing = key;
      if (signing == null) {
        signing = named ? SigningKey.read(file) : SigningKey.readOrMake(file);
        key = signing;
      }
      return Map.of(
          "upTo", Long.toString(point.seq()),
          "head", point.head(),
          "count", Long.toString(count),
          "key", signing.id(),
          "signature", signing.sign(point));
    } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
      // A provider, or a file system without hard links, says so in what is not checked.
      if (!said) {
        said = true;
        err.println(
            "sallyport: audit: records are not signed, " + file + " can't be used: " + unusable);
      }
      return null;
    }
  }
}
