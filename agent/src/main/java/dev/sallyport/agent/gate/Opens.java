package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Decided;
import dev.sallyport.agent.weave.Check;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Opening the same file for reading again.
 *
 * <p>Once a file was opened, its descriptor told that it is the one that was decided on, and which
 * inode that is. While the path leads to that inode the decision is the same, which one {@code
 * stat} tells, and one {@code fstat} after opening: no path is resolved and nothing is allocated.
 * Only for reading: what is written changes its inode each time.
 *
 * <p>Which inode lies at a path is remembered from one call to the next. There the path is resolved
 * and decided on each time; what is opened then has the inode that lay there, unchanged, or its
 * descriptor is asked again, which takes several times as long.
 */
final class Opens {
  private static final int O_RDONLY = 0;

  /** How many paths are remembered. */
  private static final int MOST = 4096;

  private final Checkpoint checkpoint;
  private final Paths paths;
  private final Inodes inodes;
  private final Map<Path, Inodes.Inode> known = new ConcurrentHashMap<>();

  /**
   * Where a descriptor was opened.
   *
   * @param inode null where the descriptor itself told the path
   */
  record Place(Path path, Inodes.@Nullable Inode inode) {}

  Opens(Checkpoint checkpoint, Paths paths, Inodes inodes) {
    this.checkpoint = checkpoint;
    this.paths = paths;
    this.inodes = inodes;
  }

  /** Whether what is asked was decided before and leads where it did: then it is counted. */
  boolean again(Check check, @Nullable Context context, @Nullable Object asked, int flags) {
    RepeatedOpen open = find(check, context, asked, flags);
    RepeatedOpen.Opened opened = open == null ? null : open.opened;
    if (open == null || opened == null || !inodes.is(open.path, opened.inode())) {
      return false;
    }
    return checkpoint.again(context, opened.repeated());
  }

  /** It was decided in full. */
  void decided(
      Check check,
      @Nullable Context context,
      @Nullable Object asked,
      int flags,
      Path path,
      RepeatedOpen.Decision decision) {
    Decided decided = checkpoint.decided(context);
    if (decided == null || asked == null || !onlyReads(check, flags)) {
      return;
    }
    RepeatedOpen open = find(check, context, asked, flags);
    if (open == null) {
      decided.remember(new RepeatedOpen(check, asked, path, decision));
    } else {
      open.decision = decision;
    }
  }

  /** Whether what was opened is the file that was opened before. */
  boolean same(
      Check check, @Nullable Context context, @Nullable Object asked, int flags, int descriptor) {
    RepeatedOpen open = find(check, context, asked, flags);
    RepeatedOpen.Opened opened = open == null ? null : open.opened;
    return opened != null && inodes.is(descriptor, opened.inode());
  }

  /** The path of what was opened, or null where this system doesn't tell. */
  @Nullable Place place(
      Check check, @Nullable Context context, @Nullable Object asked, int flags, int descriptor) {
    RepeatedOpen open = find(check, context, asked, flags);
    Path expected = open == null ? null : open.decision.real();
    Inodes.Inode inode = expected == null ? null : known.get(expected);
    if (expected != null && inode != null && inodes.is(descriptor, inode)) {
      return new Place(expected, inode);
    }
    Path told = paths.opened(descriptor);
    return told == null ? null : new Place(told, null);
  }

  /** It was opened there, and goes to its caller. */
  void opened(
      Check check,
      @Nullable Context context,
      @Nullable Object asked,
      int flags,
      int descriptor,
      Place place) {
    RepeatedOpen open = find(check, context, asked, flags);
    if (open == null) {
      return;
    }
    RepeatedOpen.Decision decision = open.decision;
    if (!place.path().equals(decision.real())) {
      open.opened = null;
      return;
    }
    Inodes.Inode inode = place.inode();
    if (inode == null) {
      inode = inodes.of(descriptor);
      remember(place.path(), inode);
    }
    open.opened = new RepeatedOpen.Opened(decision.repeated(), inode);
  }

  private void remember(Path path, Inodes.Inode inode) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(path, inode);
  }

  private @Nullable RepeatedOpen find(
      Check check, @Nullable Context context, @Nullable Object asked, int flags) {
    Decided decided =
        asked == null || !onlyReads(check, flags) ? null : checkpoint.decided(context);
    return decided == null || asked == null ? null : (RepeatedOpen) decided.find(check, asked, 0);
  }

  private static boolean onlyReads(Check check, int flags) {
    return check == Check.FILE_READ || (check == Check.FILE_OPEN && flags == O_RDONLY);
  }
}
