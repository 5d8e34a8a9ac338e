package dev.sallyport.agent.audit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files that only their owner can read. Permissions are part of creating: set afterwards,
 * another user could have a file open already.
 */
final class OwnedFile {
  private OwnedFile() {}

  /** Makes it, and the directories above it that are missing; what is there stays. */
  static void make(Path file) throws IOException {
    try {
      makeDirectory(file);
      Files.createFile(file, ownerOnly("rw-------"));
    } catch (FileAlreadyExistsException sinceThen) {
      if (!Files.exists(file)) {
        throw sinceThen;
      }
    }
  }

  /** An empty one beside that, under a name that nothing has. */
  static Path temporary(Path file) throws IOException {
    makeDirectory(file);
    return Files.createTempFile(
        file.toAbsolutePath().getParent(), ".key", "", ownerOnly("rw-------"));
  }

  private static void makeDirectory(Path file) throws IOException {
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory, ownerOnly("rwx------"));
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
