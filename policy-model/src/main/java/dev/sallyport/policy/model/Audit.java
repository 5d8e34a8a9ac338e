package dev.sallyport.policy.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where decisions are written down.
 *
 * @param file an absolute path; null where not written
 * @param export where records go beside the file
 */
public record Audit(@Nullable String file, List<Export> export) {

  public Audit {
    export = List.copyOf(export);
  }
}
