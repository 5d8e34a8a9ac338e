package dev.sallyport.agent.audit;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that grows by whole lines. It is the only writer of its file, which a lock tells other
 * agents, so it may cut off what a failed write left behind.
 *
 * <p>Written through a stream: a channel closes itself when its thread is interrupted, and any code
 * in the process can interrupt a thread.
 */
public final class LineFile implements LineOutput {
  private final FileOutputStream out;
  private long whole;
  private boolean torn;

  private LineFile(FileOutputStream out, long whole, boolean torn) {
    this.out = out;
    this.whole = whole;
    this.torn = torn;
  }

  /** Another process writes this file. */
  static final class InUseException extends IOException {
    private static final long serialVersionUID = 1;

    InUseException(File file) {
      super(file + " is written by another process");
    }
  }

  /**
   * Opens a file to append to. If there is none it is made, readable by its owner only, as are the
   * directories above it that are missing.
   */
  public static LineFile open(File file) throws IOException {
    if (!file.exists()) {
      create(file.toPath());
    }
    FileOutputStream out = new FileOutputStream(file, true);
    try {
      if (file.isFile()) {
        lock(out, file);
      }
      return new LineFile(out, file.length(), endsTorn(file));
    } catch (IOException unusable) {
      out.close();
      throw unusable;
    }
  }

  @Override
  public void append(byte[] lines, int length) throws IOException {
    try {
      if (torn) {
        out.write('\n');
        whole++;
        torn = false;
      }
      out.write(lines, 0, length);
      whole += length;
    } catch (IOException full) {
      cutBack();
      throw full;
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void cutBack() {
    try {
      out.getChannel().truncate(whole);
    } catch (IOException pipeOrDevice) {
      torn = true;
    }
  }

  private static void create(Path file) throws IOException {
    // Permissions are part of creating: set afterwards, another user could have it open already.
    Path directory = file.getParent();
    try {
      if (directory != null) {
        Files.createDirectories(directory, ownerOnly("rwx------"));
      }
      Files.createFile(file, ownerOnly("rw-------"));
    } catch (FileAlreadyExistsException sinceThen) {
      if (!Files.exists(file)) {
        throw sinceThen;
      }
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

  private static void lock(FileOutputStream out, File file) throws IOException {
    FileLock lock;
    try {
      lock = out.getChannel().tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      throw new InUseException(file);
    } catch (IOException fileSystemWithoutLocks) {
      return;
    }
    if (lock == null) {
      throw new InUseException(file);
    }
  }

  /** Whether a run that was killed left half a line at the end. */
  private static boolean endsTorn(File file) throws IOException {
    long length = file.length();
    if (!file.isFile() || length == 0) {
      return false;
    }
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      in.seek(length - 1);
      return in.read() != '\n';
    }
  }
}
