package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides file operations.
 *
 * <p>Denies see the path as asked for and the real one, grants the real one only. A grant on {@code
 * /dir/**} also covers looking at and listing the directory itself; a deny of it covers the
 * directory for every operation. Removing or moving away a directory on the way to what is denied
 * is denied too, since afterwards it would have a name that the deny does not know. What may be
 * changed or removed may also be looked at, as may the directories above what is granted.
 */
final class FileRules {
  private final Match<PathPattern>[] denies;
  private final FileMatch[] read;
  private final FileMatch[] write;
  private final FileMatch[] delete;
  private final Decision otherwise;

  /**
   * @param read the runtime files last
   */
  FileRules(
      Match<PathPattern>[] denies,
      FileMatch[] read,
      FileMatch[] write,
      FileMatch[] delete,
      Decision otherwise) {
    this.denies = denies;
    this.read = read;
    this.write = write;
    this.delete = delete;
    this.otherwise = otherwise;
  }

  Decision decide(Request.File file) {
    FileOperation operation = file.operation();
    String real = file.real();
    for (Match<PathPattern> deny : denies) {
      if (denies(deny.pattern(), operation, real)
          || denies(deny.pattern(), operation, file.requested())) {
        return deny.decision();
      }
    }
    Decision decision =
        switch (operation) {
          case STAT -> stat(real);
          // A directory is listed by opening it for reading: open(2) does not tell the two apart.
          case LIST, READ -> granted(read, real, true);
          case WRITE -> granted(write, real, false);
          case DELETE -> granted(delete, real, false);
        };
    return decision == null ? otherwise : decision;
  }

  private static boolean denies(PathPattern pattern, FileOperation operation, String path) {
    return pattern.matches(path)
        || pattern.matchesDirectory(path)
        || (operation == FileOperation.DELETE && pattern.leadsTo(path));
  }

  private @Nullable Decision stat(String path) {
    Decision decision = granted(read, path, true);
    if (decision == null) {
      decision = granted(write, path, true);
    }
    if (decision == null) {
      decision = granted(delete, path, true);
    }
    if (decision == null) {
      decision = ancestor(read, path);
    }
    if (decision == null) {
      decision = ancestor(write, path);
    }
    return decision == null ? ancestor(delete, path) : decision;
  }

  private static @Nullable Decision granted(FileMatch[] grants, String path, boolean directory) {
    for (FileMatch grant : grants) {
      if (grant.covers(path, directory)) {
        return grant.granted();
      }
    }
    return null;
  }

  private static @Nullable Decision ancestor(FileMatch[] grants, String path) {
    for (FileMatch grant : grants) {
      if (grant.ways().leadsTo(path)) {
        return grant.ancestor();
      }
    }
    return null;
  }
}
