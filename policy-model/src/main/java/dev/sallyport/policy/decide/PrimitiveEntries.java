package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Glob;
import dev.sallyport.policy.match.GlobIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of {@code tools}, {@code resources} or {@code prompts}, the most specific first. */
final class PrimitiveEntries {
  private final List<PrimitiveEntry> all;
  private final GlobIndex names;

  /** In any order. */
  PrimitiveEntries(List<PrimitiveEntry> entries) {
    List<PrimitiveEntry> sorted = new ArrayList<>(entries);
    Collections.sort(sorted);
    List<Glob> globs = new ArrayList<>(sorted.size());
    for (PrimitiveEntry entry : sorted) {
      globs.add(entry.name());
    }
    this.all = List.copyOf(sorted);
    this.names = new GlobIndex(globs);
  }

  List<PrimitiveEntry> all() {
    return all;
  }

  /**
   * Those that are about one. A tool whose own name is that of a virtual one is another.
   *
   * @param subject what globs are compared with
   * @param virtualTool the name of the virtual tool that it is; null where it is none
   */
  List<PrimitiveEntry> fitting(String subject, @Nullable String virtualTool) {
    BitSet matching = names.matching(subject);
    for (int i = matching.nextSetBit(0); i >= 0; i = matching.nextSetBit(i + 1)) {
      matching.set(i, !all.get(i).virtual());
    }
    if (virtualTool != null) {
      matching.or(names.matching(virtualTool));
    }
    List<PrimitiveEntry> fitting = new ArrayList<>();
    for (int i = matching.nextSetBit(0); i >= 0; i = matching.nextSetBit(i + 1)) {
      fitting.add(all.get(i));
    }
    return fitting;
  }
}
