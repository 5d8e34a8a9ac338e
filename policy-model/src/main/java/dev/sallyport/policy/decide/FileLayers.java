package dev.sallyport.policy.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the entries of one principal grant of one kind of file operations, in order. */
final class FileLayers {
  private final FileMatches[] layers;

  FileLayers(List<FileMatches> layers) {
    this.layers = layers.toArray(new FileMatches[0]);
  }

  /** The grant of the first that covers the path, or null. */
  @Nullable Decision granted(String path, boolean directory) {
    for (FileMatches layer : layers) {
      Decision granted = layer.granted(path, directory);
      if (granted != null) {
        return granted;
      }
    }
    return null;
  }

  /** The grant of the first that the path is on the way to, or null. */
  @Nullable Decision ancestor(String path) {
    for (FileMatches layer : layers) {
      Decision ancestor = layer.ancestor(path);
      if (ancestor != null) {
        return ancestor;
      }
    }
    return null;
  }
}
