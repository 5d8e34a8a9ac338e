package dev.sallyport.policy.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Granted path patterns, tried in order.
 *
 * <p>Patterns without a wildcard, of which a class path has hundreds, are not tried but looked up;
 * those with one are then tried as far as they stand before what was found.
 */
final class FileMatches {
  private final FileMatch[] all;
  private final FileMatch[] wild;

  /** Where in all of them each wild one stands. */
  private final int[] places;

  /** Where in all of them the first that is just that path stands. */
  private final Map<String, Integer> literals = new HashMap<>();

  FileMatches(List<FileMatch> matches) {
    this.all = matches.toArray(new FileMatch[0]);
    List<FileMatch> tried = new ArrayList<>();
    this.places = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      List<String> paths = all[i].real().literals();
      if (paths.isEmpty()) {
        places[tried.size()] = i;
        tried.add(all[i]);
      }
      for (String path : paths) {
        literals.putIfAbsent(path, i);
      }
    }
    this.wild = tried.toArray(new FileMatch[0]);
  }

  /** The grant of the first that covers the path, or null. */
  @Nullable Decision granted(String path, boolean directory) {
    Integer literal = literals.isEmpty() ? null : literals.get(path);
    int end = literal == null ? all.length : literal;
    for (int i = 0; i < wild.length && places[i] < end; i++) {
      if (wild[i].covers(path, directory)) {
        return wild[i].granted();
      }
    }
    return literal == null ? null : all[end].granted();
  }

  /** The grant of the first that the path is on the way to, or null. */
  @Nullable Decision ancestor(String path) {
    for (FileMatch match : all) {
      if (match.ways().leadsTo(path)) {
        return match.ancestor();
      }
    }
    return null;
  }
}
