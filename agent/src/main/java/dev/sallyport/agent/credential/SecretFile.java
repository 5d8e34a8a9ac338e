package dev.sallyport.agent.credential;

import dev.sallyport.policy.model.CredentialSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file that a secret is in, which may get another one. */
final class SecretFile {
  private final Secret secret;
  private final CredentialSource.File file;
  private final Values values;
  private @Nullable Stamp seen;

  /**
   * @param key of the inode, null on systems that have none
   */
  private record Stamp(long size, FileTime changed, @Nullable Object key) {
    boolean isAs(Stamp other) {
      return size == other.size && changed.equals(other.changed) && Objects.equals(key, other.key);
    }
  }

  SecretFile(Secret secret, CredentialSource.File file, Values values) {
    this.secret = secret;
    this.file = file;
    this.values = values;
  }

  /** Reads it if it is not what it was. Whether the secret is known by other values now. */
  synchronized boolean lookAgain(long now, long remembered) {
    boolean changed = secret.forget(now, remembered);
    Stamp stamp = stamp();
    if (stamp == null || (seen != null && stamp.isAs(seen))) {
      return changed;
    }
    try {
      changed |= secret.becomes(values.distinct(file), now);
      seen = stamp;
    } catch (Unavailable e) {
      // It is being written, perhaps: what it was is kept, and it is read again the next time.
    }
    return changed;
  }

  /** Null where it is not there. */
  private @Nullable Stamp stamp() {
    try {
      BasicFileAttributes now =
          Files.readAttributes(Path.of(file.path()), BasicFileAttributes.class);
      return new Stamp(now.size(), now.lastModifiedTime(), now.fileKey());
    } catch (IOException e) {
      return null;
    }
  }
}
