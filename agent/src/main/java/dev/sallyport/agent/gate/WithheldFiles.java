package dev.sallyport.agent.gate;

import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.credential.WithheldFile;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Files that hold a secret which the server does not get: what it has opened for reading is turned
 * to a file with the placeholder, before it gets the descriptor.
 *
 * <p>It is told by the file that is open, not by its name, so that neither a link nor a second name
 * leads past. The placeholder's file has no name: it can be read and nothing else.
 */
public final class WithheldFiles {
  /** For so long what the path led to before may still be opened by who followed it in time. */
  private static final long REPLACED = TimeUnit.MINUTES.toNanos(1);

  private final Inodes inodes;
  private final List<Withheld> files;
  private final @Nullable Redirection redirection;

  private WithheldFiles(Inodes inodes, List<Withheld> files, @Nullable Redirection redirection) {
    this.inodes = inodes;
    this.files = files;
    this.redirection = redirection;
  }

  /**
   * Those of this process.
   *
   * @param trusted a lookup with access to {@code java.io} and {@code sun.nio.ch}
   * @param directory for the files with placeholders, which are gone from it at once
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  public static WithheldFiles over(
      MethodHandles.Lookup trusted, Secrets secrets, Paths paths, Inodes inodes, File directory)
      throws ReflectiveOperationException {
    List<Withheld> files = new ArrayList<>();
    for (WithheldFile file : secrets.withheldFiles()) {
      Path path = paths.of(new File(file.path()));
      files.add(new Withheld(file.name(), path, nameless(file, paths.of(directory))));
    }
    return new WithheldFiles(inodes, files, files.isEmpty() ? null : Redirection.over(trusted));
  }

  private static FileInputStream nameless(WithheldFile file, Path directory) {
    try {
      return made(file, directory);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write a placeholder to " + directory, e);
    }
  }

  private static FileInputStream made(WithheldFile file, Path directory) throws IOException {
    Path made =
        Files.createTempFile(
            directory,
            "sallyport",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(made, StandardOpenOption.WRITE)) {
      file.writeTo(out);
      return new FileInputStream(made.toString());
    } finally {
      Files.delete(made);
    }
  }

  /** The credential that what a descriptor is open on holds; null for none. */
  @Nullable String name(int descriptor) {
    Withheld file = files.isEmpty() ? null : find(descriptor);
    return file == null ? null : file.name;
  }

  /** Has a descriptor, of which {@link #name} told one, be open on the placeholder. */
  void redirect(int descriptor) {
    Withheld file = find(descriptor);
    if (file == null || redirection == null) {
      throw new IllegalStateException("nothing is withheld there");
    }
    try (FileInputStream in = redirection.reopened(file.placeholder)) {
      redirection.redirect(descriptor, in.getFD());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Withheld find(int descriptor) {
    Inodes.Inode opened = inodes.of(descriptor);
    for (Withheld file : files) {
      if (file.isOpen(opened, inodes.of(file.path), System.nanoTime())) {
        return file;
      }
    }
    return null;
  }

  private static final class Withheld {
    private final String name;
    private final Path path;

    /** Keeps it there. */
    private final FileInputStream placeholder;

    private Inodes.@Nullable Inode last;
    private Inodes.@Nullable Inode replaced;
    private long since;

    Withheld(String name, Path path, FileInputStream placeholder) {
      this.name = name;
      this.path = path;
      this.placeholder = placeholder;
    }

    /**
     * @param now what the path leads to
     */
    synchronized boolean isOpen(Inodes.Inode opened, Inodes.@Nullable Inode now, long time) {
      if (now != null && last != null && !now.isOf(last)) {
        replaced = last;
        since = time;
      }
      if (now != null) {
        last = now;
      }
      return (last != null && last.isOf(opened))
          || (replaced != null && time - since < REPLACED && replaced.isOf(opened));
    }
  }
}
