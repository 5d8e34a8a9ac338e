package dev.sallyport.agent.learn;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The narrowest patterns that explain paths which were seen.
 *
 * <p>Few paths stay as they are. Many in one directory become {@code dir/*.ext} where they are
 * alike, else {@code dir/*}; what is spread over many directories below one becomes {@code dir/**}.
 * A directory that others have things in, too, is no root, and a pattern that would cover what was
 * refused is none.
 */
final class PathRoots {
  /** As many paths stay as they are. */
  private static final int FEW = 3;

  /** As many that are not alike do. */
  private static final int FEW_UNLIKE = 7;

  /** As many patterns below one directory are kept apart. */
  private static final int MANY = 12;

  private static final int MOST_EXTENSIONS = 3;

  private final BiPredicate<PathPattern, String> refused;

  /**
   * @param refused whether a pattern covers what it may not, and the directory that it begins with
   */
  PathRoots(BiPredicate<PathPattern, String> refused) {
    this.refused = refused;
  }

  /** A directory, or a path that was seen. */
  private static final class Node {
    /** As it was seen first, of names that are made up. */
    final String path;

    final String pattern;
    final Map<String, Node> children = new TreeMap<>();
    final Set<String> seen = new TreeSet<>();

    Node(String path, String pattern) {
      this.path = path;
      this.pattern = pattern;
    }

    void addAllSeen(Collection<String> all) {
      all.addAll(seen);
      children.values().forEach(child -> child.addAllSeen(all));
    }
  }

  /**
   * The patterns, each with the paths that it explains.
   *
   * @param paths absolute and normalised
   */
  Map<String, List<String>> of(Collection<String> paths) {
    Node root = new Node("", "");
    for (String path : new TreeSet<>(paths)) {
      Node node = root;
      int start = 1;
      while (start < path.length()) {
        int slash = path.indexOf('/', start);
        int end = slash < 0 ? path.length() : slash;
        String element = Places.pattern(node.path, path.substring(start, end));
        Node parent = node;
        String to = path.substring(0, end);
        node =
            node.children.computeIfAbsent(
                element, first -> new Node(to, parent.pattern + '/' + element));
        start = end + 1;
      }
      node.seen.add(path);
    }
    Map<String, List<String>> patterns = new TreeMap<>();
    collect(root, patterns);
    return patterns;
  }

  private void collect(Node node, Map<String, List<String>> patterns) {
    putNames(node, patterns);
    List<Node> files = new ArrayList<>();
    List<Node> directories = new ArrayList<>();
    for (Node child : node.children.values()) {
      (child.children.isEmpty() ? files : directories).add(child);
    }
    boolean root = Places.mayBeRoot(node.path);
    List<String> below = new ArrayList<>();
    node.children.values().forEach(child -> child.addAllSeen(below));
    if (root && directories.size() > FEW && put(node, everything(node, below), below, patterns)) {
      return;
    }
    Map<String, List<String>> inside = new TreeMap<>();
    if (!root || !putFiles(node, files, inside)) {
      files.forEach(file -> putNames(file, inside));
    }
    directories.forEach(directory -> collect(directory, inside));
    if (root && inside.size() > MANY && put(node, everything(node, below), below, patterns)) {
      return;
    }
    patterns.putAll(inside);
  }

  /**
   * What was seen of it, each by itself where a pattern of made up names covers what it may not.
   */
  private void putNames(Node node, Map<String, List<String>> patterns) {
    if (node.seen.isEmpty()) {
      return;
    }
    boolean plain = node.pattern.equals(PathPattern.quote(node.path));
    if (plain || !put(node, node.pattern, List.copyOf(node.seen), patterns)) {
      node.seen.forEach(path -> patterns.put(PathPattern.quote(path), List.of(path)));
    }
  }

  private static String everything(Node node, List<String> below) {
    String extensions = extensions(below);
    return node.pattern + (extensions == null ? "/**" : "/**/*" + extensions);
  }

  private boolean putFiles(Node node, List<Node> files, Map<String, List<String>> patterns) {
    List<String> seen = new ArrayList<>();
    files.forEach(file -> seen.addAll(file.seen));
    String extensions = extensions(seen);
    return files.size() > (extensions == null ? FEW_UNLIKE : FEW)
        && put(node, node.pattern + "/*" + (extensions == null ? "" : extensions), seen, patterns);
  }

  private boolean put(
      Node node, String text, List<String> seen, Map<String, List<String>> patterns) {
    PathPattern pattern;
    try {
      pattern = PathPattern.parse(text);
    } catch (Malformed e) {
      return false;
    }
    if (refused.test(pattern, node.path)) {
      return false;
    }
    patterns.put(text, List.copyOf(new TreeSet<>(seen)));
    return true;
  }

  /** What all of the names end in, as a pattern; null where they have little in common. */
  private static @Nullable String extensions(List<String> paths) {
    Set<String> extensions = new TreeSet<>();
    for (String path : paths) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      int dot = name.lastIndexOf('.');
      String extension = name.substring(dot + 1);
      boolean plain = extension.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
      if (dot <= 0 || extension.isEmpty() || !plain) {
        return null;
      }
      extensions.add(extension);
    }
    if (extensions.size() > MOST_EXTENSIONS) {
      return null;
    }
    return extensions.size() == 1
        ? "." + extensions.iterator().next()
        : ".{" + String.join(",", extensions) + "}";
  }
}
