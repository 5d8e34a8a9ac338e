package dev.sallyport.policy.model;

import dev.sallyport.policy.match.PathPattern;
import java.util.List;

/** Which files may be read, changed and removed, and which none of it. */
public record FileGrants(
    List<Entry<PathPattern>> read,
    List<Entry<PathPattern>> write,
    List<Entry<PathPattern>> delete,
    List<Entry<PathPattern>> deny) {
  /** No files at all. */
  public static final FileGrants NONE = new FileGrants(List.of(), List.of(), List.of(), List.of());

  public FileGrants {
    read = List.copyOf(read);
    write = List.copyOf(write);
    delete = List.copyOf(delete);
    deny = List.copyOf(deny);
  }
}
