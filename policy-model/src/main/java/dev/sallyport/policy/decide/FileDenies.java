package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.PathIndex;
import dev.sallyport.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path patterns that one entry denies, in order: the first that covers a path decides. */
final class FileDenies {
  static final FileDenies NONE = new FileDenies(List.of());

  private final List<Match<PathPattern>> all;
  private final PathIndex index;

  private FileDenies(List<Match<PathPattern>> all) {
    this.all = List.copyOf(all);
    List<PathPattern> patterns = new ArrayList<>(all.size());
    for (Match<PathPattern> match : all) {
      patterns.add(match.pattern());
    }
    this.index = new PathIndex(patterns);
  }

  static FileDenies of(List<Match<PathPattern>> matches) {
    return matches.isEmpty() ? NONE : new FileDenies(matches);
  }

  List<Match<PathPattern>> all() {
    return all;
  }

  /**
   * The denial of an operation, or null.
   *
   * @param requested the path as asked for
   */
  @Nullable Decision denied(FileOperation operation, String real, String requested) {
    int first = first(operation, real);
    return decision(real.equals(requested) ? first : earlier(first, first(operation, requested)));
  }

  private int first(FileOperation operation, String path) {
    int first = index.covering(path, /* directory= */ true);
    return operation == FileOperation.DELETE ? earlier(first, index.leading(path)) : first;
  }

  /** The denial of a move of a directory, or null. */
  @Nullable Decision denied(Request.Move move) {
    return decision(index.notMoving(move.real(), move.target()));
  }

  private static int earlier(int one, int other) {
    return one < 0 || (other >= 0 && other < one) ? other : one;
  }

  private @Nullable Decision decision(int place) {
    return place < 0 ? null : all.get(place).decision();
  }
}
