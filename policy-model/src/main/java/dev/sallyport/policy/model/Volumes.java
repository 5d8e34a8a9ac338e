package dev.sallyport.policy.model;

import org.jspecify.annotations.Nullable;

/**
 * How many bytes calls may move, all calls of a session or a caller together. Each is null where
 * not written: then there is no limit.
 *
 * @param sent that leave
 * @param received that arrive
 * @param read of files
 */
public record Volumes(
    @Nullable Entry<Long> sent, @Nullable Entry<Long> received, @Nullable Entry<Long> read) {
  /** No limits. */
  public static final Volumes NONE = new Volumes(null, null, null);

  /** Whether there is any. */
  public boolean any() {
    return sent != null || received != null || read != null;
  }
}
