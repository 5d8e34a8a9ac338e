package dev.sallyport.policy.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Granted path patterns, tried in order. */
final class FileMatches {
  private final FileMatch[] matches;

  FileMatches(List<FileMatch> matches) {
    this.matches = matches.toArray(new FileMatch[0]);
  }

  /** The grant of the first that covers the path, or null. */
  @Nullable Decision granted(String path, boolean directory) {
    for (FileMatch match : matches) {
      if (match.covers(path, directory)) {
        return match.granted();
      }
    }
    return null;
  }

  /** The grant of the first that the path is on the way to, or null. */
  @Nullable Decision ancestor(String path) {
    for (FileMatch match : matches) {
      if (match.ways().leadsTo(path)) {
        return match.ancestor();
      }
    }
    return null;
  }
}
