package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Request;
import java.io.FileDescriptor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Files: what is opened, looked at, listed, made, moved, linked and removed. */
final class FileGate implements Gate {
  /** The bits of {@code open(2)}'s flags that tell reading from writing, on every Unix. */
  private static final int O_ACCMODE = 3;

  private static final int O_RDONLY = 0;
  private static final int O_WRONLY = 1;

  /** {@code java.io.RandomAccessFile.O_RDONLY}, which is not the system's. */
  private static final int RANDOM_READ_ONLY = 1;

  /** The one flag that the JDK gives {@code fstatat(2)} says not to follow a link. */
  private static final int FOLLOW = 0;

  private final Checkpoint checkpoint;
  private final FileCounts counts;
  private final Paths paths;
  private final Descriptors descriptors;
  private final ExitDeletions exits = new ExitDeletions();
  private final Opens opens;
  private final WithheldFiles withheld;

  FileGate(
      Checkpoint checkpoint,
      Paths paths,
      Descriptors descriptors,
      Inodes inodes,
      WithheldFiles withheld) {
    this.checkpoint = checkpoint;
    this.counts = new FileCounts(checkpoint);
    this.paths = paths;
    this.descriptors = descriptors;
    this.opens = new Opens(checkpoint, paths, inodes);
    this.withheld = withheld;
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    if (opens.again(hook.check(), context, a, m)) {
      return null;
    }
    return asAsked(judge(new Ask(hook, context), a, b, n, m), a);
  }

  private @Nullable Refusal judge(Ask ask, @Nullable Object a, @Nullable Object b, int n, int m) {
    return switch (ask.hook.check()) {
      case FILE_STAT -> ask.followed(FileOperation.STAT, paths.absolute(a));
      case FILE_STAT_LINK -> ask.itself(FileOperation.STAT, paths.absolute(a));
      case FILE_LIST -> ask.followed(FileOperation.LIST, paths.absolute(a));
      case FILE_READ -> ask.openToRead(FileOperation.READ, a, m);
      case FILE_WRITE -> ask.followed(FileOperation.WRITE, paths.absolute(a));
      case FILE_WRITE_LINK -> ask.itself(FileOperation.WRITE, paths.absolute(a));
      case FILE_MAKE_DIRECTORY -> ask.makeDirectory(paths.absolute(a));
      case FILE_DELETE -> {
        Path path = paths.absolute(a);
        Ask asked = new Ask(ask.hook, exits.whose(path, ask.context));
        yield asked.itself(FileOperation.DELETE, path);
      }
      case FILE_OPEN ->
          writes(m) ? ask.open(paths.absolute(a), reads(m), true) : ask.openToRead(null, a, m);
      case FILE_OPEN_RANDOM -> ask.open(paths.absolute(a), true, m != RANDOM_READ_ONLY);
      case FILE_OPEN_AT -> ask.open(paths.at(n, a), reads(m), writes(m));
      case FILE_STAT_AT ->
          m == FOLLOW
              ? ask.followed(FileOperation.STAT, paths.at(n, a))
              : ask.itself(FileOperation.STAT, paths.at(n, a));
      case FILE_DELETE_AT -> ask.itself(FileOperation.DELETE, paths.at(n, a));
      case FILE_MOVE -> ask.move(paths.absolute(a), paths.absolute(b));
      case FILE_MOVE_AT -> ask.move(paths.at(n, a), paths.at(m, b));
      case FILE_WRITE_AT ->
          m == FOLLOW
              ? ask.followed(FileOperation.WRITE, paths.at(n, a))
              : ask.itself(FileOperation.WRITE, paths.at(n, a));
      case FILE_WRITE_OPEN -> ask.open(n);
      case FILE_SHARE -> ask.share(a);
      case FILE_DELETE_ON_EXIT -> {
        Path path = paths.absolute(a);
        Refusal refusal = ask.itself(FileOperation.DELETE, path);
        if (refusal == null) {
          exits.add(path, checkpoint.whose(ask.context));
        }
        yield refusal;
      }
      case FILE_EXIT -> {
        exits.begin();
        yield null;
      }
      case FILE_LINK -> ask.link(paths.absolute(a), paths.absolute(b));
      case FILE_SYMLINK -> {
        Path link = paths.absolute(b);
        yield ask.symlink(paths.beside(link, a), link);
      }
      default -> throw new IllegalStateException(ask.hook.id());
    };
  }

  /** An exception names the file as its caller did: where a link leads is not for it to know. */
  private static @Nullable Refusal asAsked(@Nullable Refusal refusal, @Nullable Object asked) {
    return refusal == null ? null : new Refusal(refusal.id(), String.valueOf(asked));
  }

  /**
   * Looks at what was opened, because a link may have been swapped in since it was decided on.
   * Where it differs, and is not granted, it is closed before its caller sees it.
   */
  @Override
  public @Nullable Refusal verify(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    if (hook.check() == Check.FILE_SHARE) {
      return b == null ? null : shared(new Ask(hook, context), ((ZipFile) b).getName());
    }
    int descriptor = b == null ? n : paths.number((FileDescriptor) b);
    if (opens.same(hook.check(), context, a, m, descriptor)) {
      return null;
    }
    Opens.Place place = opens.place(hook.check(), context, a, m, descriptor);
    if (place == null) {
      return null;
    }
    Path opened = place.path();
    Refusal refusal =
        checkpoint.enforces(context) ? new Ask(hook, context).opened(opened, m) : null;
    String credential = refusal == null ? withheld.name(descriptor) : null;
    if (credential != null) {
      refusal = new Ask(hook, context).openedWithheld(credential, opened, descriptor, m);
    } else if (refusal == null) {
      opens.opened(hook.check(), context, a, m, descriptor, place);
    }
    if (refusal == null) {
      return null;
    }
    if (b == null) {
      descriptors.close(n);
    } else {
      descriptors.close((FileDescriptor) b);
    }
    return asAsked(refusal, a);
  }

  private @Nullable Refusal shared(Ask ask, String name) {
    return asAsked(ask.share(name), name);
  }

  private static boolean reads(int flags) {
    return (flags & O_ACCMODE) != O_WRONLY;
  }

  private static boolean writes(int flags) {
    return (flags & O_ACCMODE) != O_RDONLY;
  }

  /** One hook asking, for one context. */
  private final class Ask {
    private final Hook hook;
    private final @Nullable Context context;

    Ask(Hook hook, @Nullable Context context) {
      this.hook = hook;
      this.context = context;
    }

    @Nullable Refusal followed(FileOperation operation, Path path) {
      return pass(operation, path, paths.real(path));
    }

    @Nullable Refusal itself(FileOperation operation, Path path) {
      return pass(operation, path, paths.realParent(path));
    }

    /**
     * Opens without changing anything.
     *
     * @param given what it is for, or null where what is opened tells that
     */
    @Nullable Refusal openToRead(@Nullable FileOperation given, @Nullable Object asked, int flags) {
      Path path = paths.absolute(asked);
      Path real = paths.real(path);
      FileOperation operation = given == null ? reading(real) : given;
      Refusal refusal = pass(operation, path, real);
      Repeated repeated = Repeated.find(checkpoint.decided(context), operation, key(path, real), 0);
      if (refusal == null && repeated != null) {
        opens.decided(
            hook.check(), context, asked, flags, path, new RepeatedOpen.Decision(repeated, real));
      }
      return refusal;
    }

    /**
     * What is there already is not made: {@code mkdir(2)} then answers EEXIST, whoever asks, and
     * {@code Files.createDirectories} relies on that for each directory on the way.
     */
    @Nullable Refusal makeDirectory(Path path) {
      boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      return itself(there ? FileOperation.STAT : FileOperation.WRITE, path);
    }

    @Nullable Refusal open(Path path, boolean reads, boolean writes) {
      Path real = paths.real(path);
      Refusal refusal = reads ? pass(reading(real), path, real) : null;
      return refusal == null && writes ? pass(FileOperation.WRITE, path, real) : refusal;
    }

    /** What is open for reading only can still be given other attributes. */
    @Nullable Refusal open(int descriptor) {
      Path opened = paths.opened(descriptor);
      if (opened == null) {
        throw new IllegalStateException("no way to name an open file on this system");
      }
      return pass(FileOperation.WRITE, opened, opened);
    }

    /** What native code reads by itself, or the JDK keeps open and hands to the next caller. */
    @Nullable Refusal share(Object shared) {
      boolean elsewhere = shared instanceof Path path && !paths.isReal(path);
      return elsewhere ? null : followed(FileOperation.READ, paths.absolute(shared));
    }

    @Nullable Refusal move(Path source, Path target) {
      Refusal refusal = itself(FileOperation.DELETE, source);
      if (refusal == null) {
        refusal = carried(source, target);
      }
      return refusal == null ? itself(FileOperation.WRITE, target) : refusal;
    }

    /** What is below a directory gets other names with it. Recorded only if that is denied. */
    private @Nullable Refusal carried(Path directory, Path target) {
      Path real = paths.realParent(directory);
      if (!Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
      String from = real.toString();
      Request move = new Request.Move(from, paths.realParent(target).toString());
      return checkpoint.passAgain(context, move, new Subject("file", "move", hook.id()), from);
    }

    /**
     * A second name for a file gives whoever may write there the file's content to write. Of a
     * directory macOS makes a copy with all that is in it (clonefile(2)).
     */
    @Nullable Refusal link(Path existing, Path link) {
      Refusal refusal = itself(FileOperation.READ, existing);
      if (refusal == null) {
        refusal = itself(FileOperation.WRITE, existing);
      }
      if (refusal == null) {
        refusal = carried(existing, link);
      }
      return refusal == null ? itself(FileOperation.WRITE, link) : refusal;
    }

    /** Others may follow the link later with wider grants, so where it leads counts now. */
    @Nullable Refusal symlink(Path target, Path link) {
      Refusal refusal = followed(FileOperation.READ, target);
      return refusal == null ? itself(FileOperation.WRITE, link) : refusal;
    }

    @Nullable Refusal opened(Path opened, int flags) {
      Refusal refusal = opensToRead(flags) ? readAgain(opened) : null;
      return refusal == null && opensToWrite(flags) ? again(FileOperation.WRITE, opened) : refusal;
    }

    /** What is open for both would have the placeholder changed where the value was meant. */
    @Nullable Refusal openedWithheld(String credential, Path opened, int descriptor, int flags) {
      if (!opensToRead(flags)) {
        return null;
      }
      if (!opensToWrite(flags)) {
        withheld.redirect(descriptor);
        return null;
      }
      return checkpoint.misplaced(
          context, subject(FileOperation.READ), opened.toString(), credential);
    }

    private boolean opensToRead(int flags) {
      return switch (hook.check()) {
        case FILE_READ, FILE_OPEN_RANDOM -> true;
        case FILE_WRITE -> false;
        default -> reads(flags);
      };
    }

    private boolean opensToWrite(int flags) {
      return switch (hook.check()) {
        case FILE_READ -> false;
        case FILE_WRITE -> true;
        case FILE_OPEN_RANDOM -> flags != RANDOM_READ_ONLY;
        default -> writes(flags);
      };
    }

    /**
     * A directory is listed by opening it for reading, and only what is opened tells the two apart.
     * It is not asked where the file may be read anyway.
     */
    private FileOperation reading(Path real) {
      return mayRead(real) ? FileOperation.READ : unreadable(real);
    }

    private @Nullable Refusal readAgain(Path opened) {
      return mayRead(opened) ? null : again(unreadable(opened), opened);
    }

    private boolean mayRead(Path real) {
      String target = real.toString();
      return !checkpoint.denies(context, new Request.File(FileOperation.READ, target, target));
    }

    private static FileOperation unreadable(Path real) {
      return Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)
          ? FileOperation.LIST
          : FileOperation.READ;
    }

    private @Nullable Refusal pass(FileOperation operation, Path path, Path real) {
      String requested = path.normalize().toString();
      String target = real.toString();
      Object key = key(requested, target);
      if (checkpoint.again(context, operation, key, 0)) {
        return null;
      }
      Request.File request = new Request.File(operation, requested, target);
      Refusal refusal = counts.touching(hook.id(), context, request);
      return refusal == null
          ? checkpoint.pass(context, request, subject(operation), target, operation, key, 0)
          : refusal;
    }

    private Object key(Path path, Path real) {
      return key(path.normalize().toString(), real.toString());
    }

    /** What a decision depends on beside the operation. */
    private static Object key(String requested, String real) {
      return requested.equals(real) ? real : requested.concat("\0").concat(real);
    }

    private @Nullable Refusal again(FileOperation operation, Path opened) {
      String target = opened.toString();
      Request request = new Request.File(operation, target, target);
      return checkpoint.passAgain(context, request, subject(operation), target);
    }

    private Subject subject(FileOperation operation) {
      return new Subject("file", operation.name().toLowerCase(Locale.ROOT), hook.id());
    }
  }
}
