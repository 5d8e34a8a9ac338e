package dev.sallyport.agent.audit;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that grows by whole lines. It is the only writer of its file, which a lock tells other
 * agents, so it may cut off what a failed write left behind.
 *
 * <p>Written through a stream: a channel closes itself when its thread is interrupted, and any code
 * in the process can interrupt a thread.
 */
final class LineFile implements LineOutput {
  private final AuditTrail trail;
  private final RandomAccessFile file;
  private final FileOutputStream out;
  private final Object key;
  private final ChainEnd end;
  private final long modified;
  private long whole;
  private boolean open;

  private LineFile(
      AuditTrail trail,
      RandomAccessFile file,
      FileOutputStream out,
      Object key,
      ChainEnd end,
      long modified)
      throws IOException {
    this.trail = trail;
    this.file = file;
    this.out = out;
    this.key = key;
    this.end = end;
    this.modified = modified;
    this.whole = file.length();
    this.open = end.open();
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
   * directories above it that are missing. What is no file, such as a pipe, is appended to without
   * being looked at.
   */
  static LineOutput open(File name) throws IOException {
    if (!name.exists()) {
      OwnedFile.make(name.toPath());
    }
    return name.isFile()
        ? regular(name)
        : new LineStream(new FileOutputStream(name, true), /* owned= */ true);
  }

  private static LineFile regular(File name) throws IOException {
    Object key = key(name.toPath());
    // The system drops the lock as soon as this process closes any descriptor of the file.
    RandomAccessFile file = new RandomAccessFile(name, "rw");
    FileOutputStream out = null;
    try {
      lock(file, name);
      if (!key(name.toPath()).equals(key)) {
        throw new InUseException(name);
      }
      out = new FileOutputStream(name, true);
      AuditTrail trail = new AuditTrail(name.toPath());
      return new LineFile(trail, file, out, key, ChainEnd.of(file, trail), name.lastModified());
    } catch (IOException unusable) {
      if (out != null) {
        out.close();
      }
      file.close();
      throw unusable;
    }
  }

  @Override
  public ChainEnd end() {
    return end;
  }

  @Override
  public void append(byte[] lines, int length) throws IOException {
    byte[] bytes = lines;
    int count = length;
    if (open) {
      // In one write, so that a kill leaves one torn end and not two.
      bytes = new byte[length + 1];
      bytes[0] = '\n';
      System.arraycopy(lines, 0, bytes, 1, length);
      count++;
    }
    try {
      out.write(bytes, 0, count);
    } catch (IOException full) {
      file.setLength(whole);
      throw full;
    }
    whole += count;
    open = false;
  }

  @Override
  public void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public long size() {
    return whole;
  }

  @Override
  public long modified() {
    return modified;
  }

  @Override
  public boolean intact() {
    try {
      return key(trail.file()).equals(key) && file.length() == whole;
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void splitOff() throws IOException {
    Files.move(trail.file(), trail.nextPart());
    close();
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      file.close();
    }
  }

  /** Tells a file from another one of its name. */
  private static Object key(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return key == null ? attributes.creationTime() : key;
  }

  private static void lock(RandomAccessFile opened, File file) throws IOException {
    FileLock lock;
    try {
      lock = opened.getChannel().tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      throw new InUseException(file);
    } catch (IOException fileSystemWithoutLocks) {
      return;
    }
    if (lock == null) {
      throw new InUseException(file);
    }
  }
}
