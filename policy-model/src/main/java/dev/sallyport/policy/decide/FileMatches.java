package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.PathIndex;
import dev.sallyport.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path patterns that one entry grants, in order: the first that covers a path decides. */
final class FileMatches {
  static final FileMatches NONE = new FileMatches(List.of());

  private final List<FileMatch> all;
  private final PathIndex index;

  private FileMatches(List<FileMatch> all) {
    this.all = List.copyOf(all);
    List<PathPattern> real = new ArrayList<>(all.size());
    List<PathPattern> ways = new ArrayList<>(all.size());
    for (FileMatch match : all) {
      real.add(match.real());
      ways.add(match.ways());
    }
    this.index = new PathIndex(real, ways);
  }

  static FileMatches of(List<FileMatch> matches) {
    return matches.isEmpty() ? NONE : new FileMatches(matches);
  }

  List<FileMatch> all() {
    return all;
  }

  /** The grant of the first that covers the path, or null. */
  @Nullable Decision granted(String path, boolean directory) {
    int first = index.covering(path, directory);
    return first < 0 ? null : all.get(first).granted();
  }

  /** The grant of the first that the path is on the way to, or null. */
  @Nullable Decision ancestor(String path) {
    int first = index.leading(path);
    return first < 0 ? null : all.get(first).ancestor();
  }
}
