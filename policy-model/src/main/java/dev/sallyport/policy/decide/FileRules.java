package dev.sallyport.policy.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides file operations.
 *
 * <p>Denies see the path as asked for and the real one, grants the real one only. A grant on {@code
 * /dir/**} also covers looking at, opening and listing the directory itself; a deny of it covers
 * the directory for every operation. Removing or moving away a directory on the way to what is
 * denied is denied too, since afterwards it would have a name that the deny does not know; so is
 * moving one that a {@code **} of the deny stands for to where the deny would not cover what it
 * holds. What may be changed or removed may also be looked at, as may the directories above what is
 * granted.
 */
final class FileRules {
  private static final Decision UNHINDERED =
      new Decision(Verdict.ALLOW, new Rule("built-in.unhindered", 0), Reason.GRANTED);

  private final ProtectedFiles protectedFiles;
  private final FileDenies[] denies;
  private final FileLayers read;
  private final FileLayers write;
  private final FileLayers delete;
  private final FileMatches runtime;
  private final Decision otherwise;

  FileRules(
      ProtectedFiles protectedFiles,
      List<FileDenies> denies,
      FileLayers read,
      FileLayers write,
      FileLayers delete,
      FileMatches runtime,
      Decision otherwise) {
    this.protectedFiles = protectedFiles;
    this.denies = denies.toArray(new FileDenies[0]);
    this.read = read;
    this.write = write;
    this.delete = delete;
    this.runtime = runtime;
    this.otherwise = otherwise;
  }

  Decision decide(Request.File file) {
    Decision decision = denied(file);
    if (decision == null) {
      decision = granted(file.operation(), file.real());
    }
    return decision == null ? otherwise : decision;
  }

  Decision decide(Request.Need need) {
    Decision decision = runtime.granted(need.real(), false);
    return decision == null ? otherwise : decision;
  }

  /**
   * A deny goes by the name that a file has: what is below a directory must not get one that the
   * same deny does not cover. Only the patterns tell that, since what is really there may change
   * while it is looked for.
   */
  Decision decide(Request.Move move) {
    for (FileDenies layer : denies) {
      Decision decision = layer.denied(move);
      if (decision != null) {
        return decision;
      }
    }
    return UNHINDERED;
  }

  private @Nullable Decision denied(Request.File file) {
    FileOperation operation = file.operation();
    String real = file.real();
    boolean direct = real.equals(file.requested());
    Decision decision = protectedFiles.denied(operation, real);
    if (decision == null && !direct) {
      decision = protectedFiles.denied(operation, file.requested());
    }
    if (decision != null) {
      return decision;
    }
    for (FileDenies layer : denies) {
      decision = layer.denied(operation, real, file.requested());
      if (decision != null) {
        return decision;
      }
    }
    return null;
  }

  private @Nullable Decision granted(FileOperation operation, String path) {
    return switch (operation) {
      case STAT -> stat(path);
      case LIST -> readable(path, true);
      case READ -> readable(path, false);
      case WRITE -> write.granted(path, false);
      case DELETE -> delete.granted(path, false);
    };
  }

  private @Nullable Decision readable(String path, boolean directory) {
    Decision decision = read.granted(path, directory);
    return decision == null ? runtime.granted(path, directory) : decision;
  }

  private @Nullable Decision stat(String path) {
    Decision decision = readable(path, true);
    if (decision == null) {
      decision = write.granted(path, true);
    }
    if (decision == null) {
      decision = delete.granted(path, true);
    }
    return decision == null ? ancestor(path) : decision;
  }

  private @Nullable Decision ancestor(String path) {
    Decision decision = read.ancestor(path);
    if (decision == null) {
      decision = write.ancestor(path);
    }
    if (decision == null) {
      decision = delete.ancestor(path);
    }
    return decision == null ? runtime.ancestor(path) : decision;
  }
}
