package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Decided;
import dev.sallyport.agent.weave.Check;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opening the same file for reading again.
 *
 * <p>Once a file was opened, its descriptor told that it is the one that was decided on, and which
 * inode that is. While the path leads to that inode the decision is the same, which one {@code
 * stat} tells, and one {@code fstat} after opening: no path is resolved and nothing is allocated.
 * Only for reading: what is written changes its inode each time.
 */
final class Opens {
  private static final int O_RDONLY = 0;

  private final Checkpoint checkpoint;
  private final Inodes inodes;

  Opens(Checkpoint checkpoint, Inodes inodes) {
    this.checkpoint = checkpoint;
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

  /** It was opened, and its descriptor tells this path. */
  void opened(
      Check check,
      @Nullable Context context,
      @Nullable Object asked,
      int flags,
      int descriptor,
      Path told) {
    RepeatedOpen open = find(check, context, asked, flags);
    if (open != null) {
      RepeatedOpen.Decision decision = open.decision;
      open.opened =
          told.equals(decision.real())
              ? new RepeatedOpen.Opened(decision.repeated(), inodes.of(descriptor))
              : null;
    }
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
