package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of many URL patterns, in order, is the first that covers a request: only those are tried of
 * its host whose segments are those of its path.
 */
public final class UrlIndex {
  private final HttpRule[] rules;

  /** The different hosts. */
  private final HostIndex hosts;

  private final List<SegmentTree> paths = new ArrayList<>();

  /** Of these, whose places are kept. */
  public UrlIndex(List<HttpRule> rules) {
    this.rules = rules.toArray(new HttpRule[0]);
    List<Endpoint> different = new ArrayList<>();
    Map<String, SegmentTree> byHost = new HashMap<>();
    for (int i = 0; i < this.rules.length; i++) {
      HostPattern host = this.rules[i].endpoint().host();
      SegmentTree tree = byHost.get(host.toString());
      if (tree == null) {
        tree = new SegmentTree();
        byHost.put(host.toString(), tree);
        paths.add(tree);
        different.add(this.rules[i].endpoint());
      }
      tree.add(this.rules[i], i);
    }
    this.hosts = new HostIndex(different);
  }

  /** The place of the first that covers the request; -1 for none. */
  public int covering(String method, HttpUrl url) {
    List<String> segments = url.segments();
    if (segments == null) {
      return -1;
    }
    int found = rules.length;
    BitSet covering = hosts.allCovering(url.host(), url.address());
    for (int i = covering.nextSetBit(0); i >= 0; i = covering.nextSetBit(i + 1)) {
      found = first(paths.get(i), segments, 0, method, url, found);
    }
    return found < rules.length ? found : -1;
  }

  private int first(
      SegmentTree at, List<String> segments, int depth, String method, HttpUrl url, int known) {
    int found = first(at.open(), method, url, known);
    if (depth == segments.size()) {
      return first(at.ends(), method, url, found);
    }
    String segment = segments.get(depth);
    SegmentTree same = at.next(segment);
    if (same != null) {
      found = first(same, segments, depth + 1, method, url, found);
    }
    SegmentTree one = segment.isEmpty() ? null : at.next(HttpRule.ONE);
    return one == null ? found : first(one, segments, depth + 1, method, url, found);
  }

  private int first(List<Integer> places, String method, HttpUrl url, int known) {
    for (int place : places) {
      if (place >= known) {
        return known;
      }
      if (rules[place].matches(method, url)) {
        return place;
      }
    }
    return known;
  }
}
