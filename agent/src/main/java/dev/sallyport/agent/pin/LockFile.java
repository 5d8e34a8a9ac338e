package dev.sallyport.agent.pin;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The file that pins are kept in from one run to the next. It may be there or not.
 *
 * @param temporary what it is written to first; differs from process to process
 */
public record LockFile(File file, File temporary) {
  /** How the names of those end that it is written to first, after one for each process. */
  public static final String TEMPORARY = ".new";

  /**
   * The file of that name.
   *
   * @param pid of this process
   */
  public static LockFile of(File file, long pid) {
    File whole = file.getAbsoluteFile();
    return new LockFile(whole, new File(whole.getPath() + "." + pid + TEMPORARY));
  }

  /**
   * The pins in it; none where it is not there. Its directory has to be: where it came later, it
   * could come with a lock in it.
   */
  public SortedMap<Thing, Pin> read() throws IOException, LockDamage {
    File directory = file.getParentFile();
    if (directory == null || !directory.isDirectory()) {
      throw new IOException(file.getPath() + ": its directory is not there");
    }
    byte[] bytes;
    try (InputStream in = new FileInputStream(file)) {
      bytes = in.readAllBytes();
    } catch (FileNotFoundException e) {
      if (file.exists()) {
        throw e;
      }
      return new TreeMap<>();
    }
    return LockText.read(file.getPath(), new String(bytes, StandardCharsets.UTF_8));
  }

  /** Replaces it whole, or not at all. */
  public void write(Map<Thing, Pin> pins) throws IOException {
    byte[] bytes = LockText.of(pins).getBytes(StandardCharsets.UTF_8);
    try {
      try (FileOutputStream out = new FileOutputStream(temporary)) {
        out.write(bytes);
        out.getFD().sync();
      }
      if (!temporary.renameTo(file)) {
        throw new IOException(file.getPath() + " can't be replaced");
      }
    } catch (IOException e) {
      if (temporary.exists() && !temporary.delete()) {
        e.addSuppressed(new IOException(temporary.getPath() + " is left"));
      }
      throw e;
    }
  }

  /** Changes whenever another process writes it. */
  Stamp stamp() {
    return new Stamp(file.lastModified(), file.length());
  }

  /** When it was written, and how long it is. */
  record Stamp(long time, long length) {
    /** Written out, because what the compiler gives a record is linked by more than 30 classes. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Stamp stamp && stamp.time == time && stamp.length == length;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(time) * 31 + Long.hashCode(length);
    }
  }
}
