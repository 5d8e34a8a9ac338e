package dev.sallyport.agent.doctor.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads some classes out of a server's files: jars, the jars in them and those that their manifests
 * name, and directories of jars or of classes. Mutable, used by one thread.
 *
 * <p>A class is known by how its path ends, so that it is found wherever a launcher or a war keeps
 * it: {@code BOOT-INF/classes}, {@code META-INF/versions/17}, or a directory above the right one.
 */
final class ClassFiles {
  /** Of one jar with all that is in it; a large fat jar inflates to some hundred MiB. */
  private static final long INFLATED = 4L << 30;

  /** Of one jar inside of another. */
  private static final long INFLATED_NESTED = 1L << 30;

  private static final int LARGEST_CLASS = 16 << 20;
  private static final int MOST_FILES = 200_000;
  private static final int DIRECTORY_DEPTH = 64;

  /** A jar in a war in an ear. */
  private static final int JAR_DEPTH = 2;

  private static final String CLASS = ".class";

  private final Set<String> owners;
  private final Visitor visitor;
  private final long nestedLimit;
  private final List<Unread> unread = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();
  private final Deque<Path> linked = new ArrayDeque<>();
  private long classes;
  private int files;

  /** Is given each class that was asked for, as often as it is there. */
  interface Visitor {
    /**
     * A class file.
     *
     * @param place the jar or directory that has it
     * @param owner the class, as its path says
     */
    void saw(String place, String owner, byte[] bytes);
  }

  /**
   * To read those.
   *
   * @param owners internal names
   */
  ClassFiles(Set<String> owners, Visitor visitor) {
    this(owners, visitor, INFLATED_NESTED);
  }

  ClassFiles(Set<String> owners, Visitor visitor, long nestedLimit) {
    this.owners = owners;
    this.visitor = visitor;
    this.nestedLimit = nestedLimit;
  }

  /** How many class files there are in all. */
  long classes() {
    return classes;
  }

  /** What could not be read, or only in part. */
  List<Unread> unread() {
    return unread;
  }

  /** Looks through a jar or a directory, unless that was done before. */
  void read(Path root) {
    if (Files.isDirectory(root)) {
      directory(root, /* jars= */ true);
    } else if (Files.isRegularFile(root)) {
      jar(root);
    } else {
      unread(root.toString(), "is not there");
    }
    Path next = linked.poll();
    while (next != null) {
      if (Files.isDirectory(next)) {
        directory(next, /* jars= */ false);
      } else if (Files.isRegularFile(next)) {
        jar(next);
      }
      next = linked.poll();
    }
  }

  private void directory(Path root, boolean jars) {
    if (isSeen(root)) {
      return;
    }
    try {
      Files.walkFileTree(
          root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DIRECTORY_DEPTH, new Walk(root, jars));
    } catch (IOException e) {
      unread(root.toString(), e);
    }
  }

  private void classFile(Path root, Path file) {
    classes++;
    String owner = wanted(root.relativize(file).toString().replace(File.separatorChar, '/'));
    if (owner != null) {
      try (InputStream in = Files.newInputStream(file)) {
        take(root.toString(), owner, in);
      } catch (IOException e) {
        unread(file.toString(), e);
      }
    }
  }

  private void jar(Path file) {
    if (isSeen(file)) {
      return;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Ration ration = new Ration(INFLATED);
      for (ZipEntry entry : Collections.list(zip.entries())) {
        entry(file.toString(), zip, entry, ration);
        if (ration.isSpent()) {
          throw new Ration.Exceeded(INFLATED);
        }
      }
      linked.addAll(ManifestPath.of(zip, file));
    } catch (IOException | IllegalArgumentException e) {
      unread(file.toString(), e);
    }
  }

  private void entry(String place, ZipFile zip, ZipEntry entry, Ration ration) {
    String name = entry.getName();
    String owner = name.endsWith(CLASS) ? wanted(name) : null;
    if (name.endsWith(CLASS)) {
      classes++;
    }
    if (owner == null && !isJar(name)) {
      return;
    }
    String inside = owner == null ? place + "!/" + name : place;
    try (InputStream in = zip.getInputStream(entry)) {
      if (owner == null) {
        nested(inside, in, ration.share(nestedLimit), 1);
      } else {
        take(place, owner, in);
      }
    } catch (IOException | IllegalArgumentException e) {
      unread(inside, e);
    }
  }

  /** Read as it comes: what lies inside of a jar has no index that could be read first. */
  private void nested(String place, InputStream from, Ration ration, int depth) throws IOException {
    JarStream jar = new JarStream(ration.over(from));
    try (ZipInputStream zip = new ZipInputStream(jar)) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        nestedEntry(place, zip, entry.getName(), ration, depth);
        ration.drain(zip);
        entry = zip.getNextEntry();
      }
      ration.drain(jar);
    }
    if (!jar.hasEnded()) {
      throw new ZipException("is no jar, or is cut off");
    }
  }

  private void nestedEntry(String place, ZipInputStream zip, String name, Ration ration, int depth)
      throws IOException {
    if (name.endsWith(CLASS)) {
      classes++;
      String owner = wanted(name);
      if (owner != null) {
        take(place, owner, ration.over(zip));
      }
    } else if (isJar(name)) {
      String inside = place + "!/" + name;
      if (depth > JAR_DEPTH) {
        unread(inside, "lies in too many others to be looked at");
        return;
      }
      try {
        nested(inside, zip, ration, depth + 1);
      } catch (Ration.Exceeded e) {
        throw e;
      } catch (IOException | IllegalArgumentException e) {
        unread(inside, e);
      }
    }
  }

  private void take(String place, String owner, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST_CLASS + 1);
    if (bytes.length > LARGEST_CLASS) {
      throw new IOException(owner.replace('/', '.') + " is too large for a class");
    }
    visitor.saw(place, owner, bytes);
  }

  /** The class that was asked for and that such a path may be of, or null. */
  private @Nullable String wanted(String path) {
    String rest = path.substring(0, path.length() - CLASS.length());
    int slash = 0;
    while (slash >= 0) {
      if (owners.contains(rest)) {
        return rest;
      }
      slash = rest.indexOf('/');
      rest = rest.substring(slash + 1);
    }
    return null;
  }

  private static boolean isJar(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jar") || lower.endsWith(".war") || lower.endsWith(".ear");
  }

  private boolean isSeen(Path file) {
    Path real;
    try {
      real = file.toRealPath();
    } catch (IOException e) {
      real = file.toAbsolutePath().normalize();
    }
    return !seen.add(real);
  }

  private void unread(String place, Exception e) {
    // The message of such an exception is no more than the file's name.
    boolean isSilent = e instanceof FileSystemException || e.getMessage() == null;
    unread(place, isSilent ? e.getClass().getSimpleName() : e.getMessage());
  }

  private void unread(String place, String text) {
    unread.add(new Unread(place, text));
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final boolean jars;

    Walk(Path root, boolean jars) {
      this.root = root;
      this.jars = jars;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files++;
      if (files > MOST_FILES) {
        unread(
            root.toString(), "has more than " + MOST_FILES + " files, and is not looked through");
        return FileVisitResult.TERMINATE;
      }
      String name = file.toString();
      if (name.endsWith(CLASS)) {
        classFile(root, file);
      } else if (jars && isJar(name) && attributes.isRegularFile()) {
        jar(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      unread(file.toString(), e);
      return FileVisitResult.CONTINUE;
    }
  }
}
