package dev.sallyport.agent.gate;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a path really leads, as the kernel would walk it (path_resolution(7)).
 *
 * <p>Works on {@code Path} objects of the JDK's own file system, not on text, so that names which
 * the charset can't spell are not mistaken for others.
 */
public final class Paths implements UnaryOperator<String> {
  /** As Linux has it: more links than this in one look-up are ELOOP. */
  private static final int MOST_LINKS = 40;

  private final FileSystem files;
  private final VarHandle descriptorNumber;

  /**
   * The field that native code reads: {@code getPath()} may be overridden, and is not ours to run.
   */
  private final VarHandle filePath;

  private final Charset names;
  private final Path workingDirectory;
  private final @Nullable Path descriptors;

  private Paths(FileSystem files, VarHandle descriptorNumber, VarHandle filePath, Charset names) {
    this.files = files;
    this.descriptorNumber = descriptorNumber;
    this.filePath = filePath;
    this.names = names;
    this.workingDirectory = workingDirectory(files);
    Path onLinux = files.getPath("/proc/self/fd");
    this.descriptors = Files.isDirectory(onLinux) ? onLinux : null;
  }

  /**
   * The paths of this JVM.
   *
   * @param trusted a lookup with access to {@code java.io} and {@code sun.nio.fs}
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  public static Paths over(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    Class<?> provider = Class.forName("sun.nio.fs.DefaultFileSystemProvider");
    FileSystem builtIn;
    try {
      builtIn =
          (FileSystem)
              MethodHandles.privateLookupIn(provider, trusted)
                  .findStatic(provider, "theFileSystem", MethodType.methodType(FileSystem.class))
                  .invoke();
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    VarHandle number =
        MethodHandles.privateLookupIn(java.io.FileDescriptor.class, trusted)
            .findVarHandle(java.io.FileDescriptor.class, "fd", int.class);
    VarHandle path =
        MethodHandles.privateLookupIn(File.class, trusted)
            .findVarHandle(File.class, "path", String.class);
    String charset = System.getProperty("sun.jnu.encoding");
    return new Paths(
        builtIn,
        number,
        path,
        charset == null ? Charset.defaultCharset() : Charset.forName(charset));
  }

  private static Path workingDirectory(FileSystem files) {
    try {
      return files.getPath("/proc/self/cwd").toRealPath();
    } catch (IOException e) {
      return files.getPath("").toAbsolutePath();
    }
  }

  /** A path of the JDK's own file system, whatever the application has made the default one. */
  public Path of(File file) {
    return files.getPath(file.getPath());
  }

  /** The real path of an absolute path given as text, for the roots of a policy. */
  @Override
  public String apply(String absolute) {
    return real(files.getPath(absolute)).toString();
  }

  /** The absolute path of what a woven method was given: text, {@code File} or {@code Path}. */
  Path absolute(Object path) {
    if (path instanceof Path given) {
      return given.getFileSystem() == files
          ? given.toAbsolutePath()
          : files.getPath(given.toString()).toAbsolutePath();
    }
    // java.io resolves against the process's working directory, whatever user.dir says.
    String text = path instanceof File file ? (String) filePath.get(file) : (String) path;
    return workingDirectory.resolve(files.getPath(text));
  }

  /** The absolute path of a name relative to an open directory. */
  Path at(int directory, Object name) {
    String text = name instanceof byte[] bytes ? new String(bytes, names) : name.toString();
    Path relative = files.getPath(text);
    if (relative.isAbsolute()) {
      return relative;
    }
    Path parent = opened(directory);
    if (parent == null) {
      throw new IllegalStateException("no way to name an open directory on this system");
    }
    return parent.resolve(relative);
  }

  /** A temporary file that is about to be made, by how its name begins. */
  Path temporary(@Nullable Object directory, String prefix) {
    Object parent = directory == null ? System.getProperty("java.io.tmpdir") : directory;
    return absolute(parent).resolve(prefix);
  }

  /** A path relative to what a link stands in. */
  Path beside(Path link, Object target) {
    String text = target instanceof byte[] bytes ? new String(bytes, names) : target.toString();
    Path parent = link.getParent();
    return (parent == null ? link : parent).resolve(files.getPath(text));
  }

  /**
   * What is really reached through a path; what doesn't exist yet stands where it would be made.
   */
  Path real(Path absolute) {
    return real(absolute, 0);
  }

  /** As {@link #real}, but a link in the last place is what is meant, and not where it leads. */
  Path realParent(Path absolute) {
    Path name = absolute.getFileName();
    Path parent = absolute.getParent();
    if (name == null || parent == null || isDots(name)) {
      return real(absolute);
    }
    return real(parent).resolve(name);
  }

  private Path real(Path absolute, int links) {
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      return realOfMissing(absolute, links);
    }
  }

  private Path realOfMissing(Path absolute, int links) {
    Path name = absolute.getFileName();
    Path parent = absolute.getParent();
    if (name == null || parent == null) {
      return absolute;
    }
    if (links < MOST_LINKS && isLink(absolute)) {
      try {
        return real(parent.resolve(Files.readSymbolicLink(absolute)), links + 1);
      } catch (IOException e) {
        return real(parent, links).resolve(name);
      }
    }
    Path realParent = real(parent, links);
    // Under a directory that doesn't exist, dots lead nowhere: the kernel will refuse them itself.
    return isDots(name) ? realParent.resolve(name).normalize() : realParent.resolve(name);
  }

  private static boolean isLink(Path path) {
    return Files.isSymbolicLink(path);
  }

  private static boolean isDots(Path name) {
    String text = name.toString();
    return text.equals(".") || text.equals("..");
  }

  /** The path of what a descriptor is open on, or null where this system doesn't tell. */
  @Nullable Path opened(int descriptor) {
    if (descriptors == null) {
      return null;
    }
    try {
      return Files.readSymbolicLink(descriptors.resolve(Integer.toString(descriptor)));
    } catch (IOException e) {
      return null;
    }
  }

  /** The number of an open {@code java.io.FileDescriptor}. */
  int number(Object descriptor) {
    return (int) descriptorNumber.get((java.io.FileDescriptor) descriptor);
  }
}
