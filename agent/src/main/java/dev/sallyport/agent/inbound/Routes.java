package dev.sallyport.agent.inbound;

import org.jspecify.annotations.Nullable;

/** Method and path, as one. */
final class Routes {
  private Routes() {}

  /** What follows the path is no part of it. */
  static String of(@Nullable Object method, @Nullable Object uri) {
    String path = uri == null ? "" : uri.toString();
    int query = path.indexOf('?');
    return (method == null ? "" : method.toString())
        .concat(" ")
        .concat(query < 0 ? path : path.substring(0, query));
  }
}
