package dev.sallyport.agent.gate;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
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

  /** What proc(5) puts after the name of an open file that was removed. */
  private static final String REMOVED = " (deleted)";

  private final FileSystem files;
  private final VarHandle descriptorNumber;

  /**
   * The field that native code reads: {@code getPath()} may be overridden, and is not ours to run.
   */
  private final VarHandle filePath;

  /** Makes a path of the bytes that native code reads, which may be no text at all. */
  private final MethodHandle pathOfBytes;

  private final Charset names = spelling();
  private final Path workingDirectory;
  private final boolean inOtherDirectory;
  private final @Nullable Path descriptors;

  private Paths(
      FileSystem files, VarHandle descriptorNumber, VarHandle filePath, MethodHandle pathOfBytes) {
    this.files = files;
    this.descriptorNumber = descriptorNumber;
    this.filePath = filePath;
    this.pathOfBytes = pathOfBytes;
    this.workingDirectory = workingDirectory(files);
    this.inOtherDirectory = !files.getPath("").toAbsolutePath().equals(workingDirectory);
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
    return new Paths(builtIn, number, path, pathOfBytes(builtIn, trusted));
  }

  private static MethodHandle pathOfBytes(FileSystem files, MethodHandles.Lookup trusted)
      throws ReflectiveOperationException {
    Class<?> unixPath = Class.forName("sun.nio.fs.UnixPath");
    Class<?> unixFiles = Class.forName("sun.nio.fs.UnixFileSystem");
    return MethodHandles.privateLookupIn(unixPath, trusted)
        .findConstructor(unixPath, MethodType.methodType(void.class, unixFiles, byte[].class))
        .bindTo(files)
        .asType(MethodType.methodType(Path.class, byte[].class));
  }

  private Path named(byte[] name) {
    try {
      return (Path) pathOfBytes.invokeExact(name);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Charset spelling() {
    String charset = System.getProperty("sun.jnu.encoding");
    return charset == null ? Charset.defaultCharset() : Charset.forName(charset);
  }

  private static Path workingDirectory(FileSystem files) {
    try {
      return files.getPath("/proc/self/cwd").toRealPath();
    } catch (IOException e) {
      return files.getPath("").toAbsolutePath();
    }
  }

  /** How this system's file names are spelled. */
  Charset names() {
    return names;
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

  /** Whether a path is one of the file system that native code reads, and not of a zip file. */
  boolean isReal(Path path) {
    return path.getFileSystem() == files;
  }

  /**
   * The absolute path of what a woven method was given: text, bytes, {@code File} or {@code Path}.
   */
  Path absolute(Object path) {
    if (path instanceof Path given) {
      return given.getFileSystem() == files
          ? given.toAbsolutePath()
          : files.getPath(given.toString()).toAbsolutePath();
    }
    if (path instanceof byte[] bytes) {
      return workingDirectory.resolve(named(bytes));
    }
    // java.io resolves against the process's working directory, whatever user.dir says.
    String text = path instanceof File file ? (String) filePath.get(file) : (String) path;
    return workingDirectory.resolve(files.getPath(text));
  }

  /** The absolute path of a name relative to an open directory. */
  Path at(int directory, Object name) {
    if (name instanceof Path path && (directory < 0 || inOtherDirectory)) {
      // AT_FDCWD is negative, on Linux and on macOS. Where user.dir is set on the command line, the
      // JDK makes a path absolute before native code sees it, whatever directory is named beside.
      return path.toAbsolutePath();
    }
    Path relative = name instanceof byte[] bytes ? named(bytes) : (Path) name;
    if (relative.isAbsolute()) {
      return relative;
    }
    Path parent = opened(directory);
    if (parent == null) {
      throw new IllegalStateException("no way to name an open directory on this system");
    }
    return parent.resolve(relative);
  }

  /** A path relative to what a link stands in. */
  Path beside(Path link, Object target) {
    Path leads = target instanceof byte[] bytes ? named(bytes) : files.getPath(target.toString());
    Path parent = link.getParent();
    return (parent == null ? link : parent).resolve(leads);
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

  /** The links that are followed on the way to a file, each where it really stands. */
  public List<String> links(File file) {
    List<String> passed = new ArrayList<>();
    follow(of(file).toAbsolutePath(), passed);
    return passed;
  }

  private void follow(Path absolute, List<String> passed) {
    Path at = absolute.getRoot();
    for (Path name : absolute) {
      Path next = at.resolve(name);
      if (isLink(next) && passed.size() < MOST_LINKS) {
        passed.add(next.toString());
        try {
          follow(at.resolve(Files.readSymbolicLink(next)), passed);
        } catch (IOException e) {
          return;
        }
      }
      at = real(next);
    }
  }

  private static boolean isLink(Path path) {
    return Files.isSymbolicLink(path);
  }

  private static boolean isDots(Path name) {
    String text = name.toString();
    return text.equals(".") || text.equals("..");
  }

  /**
   * The path of what a descriptor is open on, or null where this system doesn't tell. What was
   * removed meanwhile has the path that it had; a pipe or socket has the name that {@link #real}
   * gives it.
   */
  @Nullable Path opened(int descriptor) {
    if (descriptors == null) {
      return null;
    }
    try {
      Path entry = descriptors.resolve(Integer.toString(descriptor));
      Path opened = Files.readSymbolicLink(entry);
      if (!opened.isAbsolute()) {
        return real(descriptors).resolve(opened);
      }
      return opened.toString().endsWith(REMOVED) ? removed(entry, opened) : opened;
    } catch (IOException e) {
      return null;
    }
  }

  /** A file may also be called so: then it is there, and the descriptor is open on it. */
  private Path removed(Path entry, Path opened) {
    try {
      Object found = key(opened, LinkOption.NOFOLLOW_LINKS);
      if (found != null && found.equals(key(entry))) {
        return opened;
      }
    } catch (IOException e) {
      // It is not there.
    }
    String text = opened.toString();
    return files.getPath(text.substring(0, text.length() - REMOVED.length()));
  }

  private static @Nullable Object key(Path path, LinkOption... options) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, options).fileKey();
  }

  /** The number of an open {@code java.io.FileDescriptor}. */
  int number(Object descriptor) {
    return (int) descriptorNumber.get((java.io.FileDescriptor) descriptor);
  }
}
