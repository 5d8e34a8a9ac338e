package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** URL patterns by their segments, one after the other. */
final class SegmentTree {
  private final Map<String, SegmentTree> next = new HashMap<>();
  private final List<Integer> ends = new ArrayList<>(1);
  private final List<Integer> open = new ArrayList<>(1);

  /**
   * Adds one.
   *
   * @param place more than of those that were added before
   */
  void add(HttpRule rule, int place) {
    SegmentTree at = this;
    for (String segment : rule.segments()) {
      SegmentTree below = at.next.get(segment);
      if (below == null) {
        below = new SegmentTree();
        at.next.put(segment, below);
      }
      at = below;
    }
    (rule.isOpen() ? at.open : at.ends).add(place);
  }

  /** Those with that segment next. */
  @Nullable SegmentTree next(String segment) {
    return next.get(segment);
  }

  /** The places of those that end here. */
  List<Integer> ends() {
    return ends;
  }

  /** The places of those that any segments may follow here. */
  List<Integer> open() {
    return open;
  }
}
