package dev.sallyport.policy.reference;

import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files, as docs/policy.md has them. */
final class ReferenceFiles {
  static final List<String> RUNTIME = List.of("/jdk/**", "/etc/localtime");
  static final List<String> KEPT = List.of("/agent/sallyport.jar", "/agent/audit/**");
  static final List<String> CLOSED = List.of("/proc/*/mem");

  private ReferenceFiles() {}

  /** A machine on which {@code /link} is a link to {@code /real}. */
  static String realPath(String path) {
    return path.equals("/link") || path.startsWith("/link/")
        ? "/real" + path.substring("/link".length())
        : path;
  }

  /** Whether some entry denies it, or it is the agent's own, whatever is granted. */
  static boolean refuses(Iterable<Map<String, Object>> entries, Request.File file) {
    boolean changes =
        file.operation() == FileOperation.WRITE || file.operation() == FileOperation.DELETE;
    if (isOf(CLOSED, file) || (changes && isOf(KEPT, file))) {
      return true;
    }
    for (Map<String, Object> entry : entries) {
      if (denies(Tree.texts(Tree.map(entry, "files"), "deny"), file)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some entry denies below a directory what it does not deny below where that goes. */
  static boolean refuses(Iterable<Map<String, Object>> entries, Request.Move move) {
    for (Map<String, Object> entry : entries) {
      for (String pattern : Tree.texts(Tree.map(entry, "files"), "deny")) {
        for (String choice : NaiveGlob.choices(pattern)) {
          if (isLost(choice, move) || isLost(resolved(choice), move)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isLost(String pattern, Request.Move move) {
    List<String> elements = elements(pattern);
    if (!elements.isEmpty() && elements.get(elements.size() - 1).equals("**")) {
      elements.add(elements.size() - 1, "*");
    }
    Set<List<String>> below = after(elements, elements(move.real()));
    below.remove(List.<String>of());
    return !after(elements, elements(move.target())).containsAll(below);
  }

  static boolean isOfRuntime(Request.File file) {
    return switch (file.operation()) {
      case STAT -> coversLook(RUNTIME, file.real());
      case LIST -> coversLists(RUNTIME, file.real());
      case READ -> coversBelow(RUNTIME, file.real());
      case WRITE, DELETE -> false;
    };
  }

  static boolean grants(Map<String, Object> entry, Request.File file) {
    Map<String, Object> files = Tree.map(entry, "files");
    List<String> read = Tree.texts(files, "read");
    List<String> write = Tree.texts(files, "write");
    List<String> delete = Tree.texts(files, "delete");
    return switch (file.operation()) {
      case STAT ->
          coversLook(read, file.real())
              || coversLook(write, file.real())
              || coversLook(delete, file.real());
      case LIST -> coversLists(read, file.real());
      case READ -> coversBelow(read, file.real());
      case WRITE -> coversBelow(write, file.real());
      case DELETE -> coversBelow(delete, file.real());
    };
  }

  private static boolean isOf(List<String> patterns, Request.File file) {
    for (String pattern : patterns) {
      for (String path : List.of(file.requested(), file.real())) {
        if (isBelow(pattern, path)
            || (file.operation() == FileOperation.DELETE && isOnTheWay(pattern, path))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean denies(List<String> patterns, Request.File file) {
    for (String pattern : patterns) {
      for (String choice : NaiveGlob.choices(pattern)) {
        for (String form : List.of(choice, resolved(choice))) {
          for (String path : List.of(file.requested(), file.real())) {
            if (isBelow(form, path)
                || isDirectoryOf(form, path)
                || (file.operation() == FileOperation.DELETE && isOnTheWay(form, path))) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static boolean coversBelow(List<String> patterns, String path) {
    for (String pattern : patterns) {
      for (String choice : NaiveGlob.choices(pattern)) {
        if (isBelow(resolved(choice), path)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean coversLists(List<String> patterns, String path) {
    for (String pattern : patterns) {
      for (String choice : NaiveGlob.choices(pattern)) {
        String form = resolved(choice);
        if (isBelow(form, path) || isDirectoryOf(form, path)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What is granted, and the directories above it, by whatever name it is reached. */
  private static boolean coversLook(List<String> patterns, String path) {
    for (String pattern : patterns) {
      for (String choice : NaiveGlob.choices(pattern)) {
        for (String form : List.of(choice, resolved(choice))) {
          if (isOnTheWay(form, path)) {
            return true;
          }
        }
      }
    }
    return coversLists(patterns, path);
  }

  /** The leading names that hold no wildcard, links resolved. */
  private static String resolved(String pattern) {
    StringBuilder head = new StringBuilder();
    List<String> elements = elements(pattern);
    int i = 0;
    while (i < elements.size() && elements.get(i).matches("[^*?\\[\\\\]*")) {
      head.append('/').append(elements.get(i++));
    }
    StringBuilder whole = new StringBuilder(realPath(head.toString()));
    for (; i < elements.size(); i++) {
      whole.append('/').append(elements.get(i));
    }
    return whole.toString();
  }

  private static List<String> elements(String path) {
    List<String> elements = new ArrayList<>();
    for (String element : path.split("/", -1)) {
      if (!element.isEmpty()) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** Where {@code **} is the last name, at least one has to stand for it. */
  private static boolean isBelow(String pattern, String path) {
    List<String> elements = elements(pattern);
    if (!elements.isEmpty() && elements.get(elements.size() - 1).equals("**")) {
      elements.add("*");
    }
    return after(elements, elements(path)).contains(List.<String>of());
  }

  /** The same of some globs, which leave the first slash out. */
  static boolean isBelow(List<String> globs, String path) {
    for (String glob : globs) {
      for (String choice : NaiveGlob.choices(glob)) {
        if (isBelow(choice, path)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isDirectoryOf(String pattern, String path) {
    List<String> elements = elements(pattern);
    int last = elements.size() - 1;
    return last >= 0
        && elements.get(last).equals("**")
        && after(elements.subList(0, last), elements(path)).contains(List.<String>of());
  }

  /**
   * Whether the path is the root, or fits the first names of the pattern. Which directories {@code
   * **} stands for nobody knows, so those are none.
   */
  private static boolean isOnTheWay(String pattern, String path) {
    List<String> whole = elements(pattern);
    for (int first = 1; first < whole.size(); first++) {
      if (!whole.get(first - 1).equals("**")
          && after(whole.subList(0, first), elements(path)).contains(List.<String>of())) {
        return true;
      }
    }
    return isDirectoryOf(pattern, path) || path.equals("/");
  }

  /** What is left of a pattern after a path, each way that there is. */
  private static Set<List<String>> after(List<String> pattern, List<String> path) {
    Set<List<String>> left = new HashSet<>();
    if (path.isEmpty()) {
      left.add(pattern);
    }
    if (pattern.isEmpty()) {
      return left;
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.get(0).equals("**")) {
      left.addAll(after(rest, path));
      if (!path.isEmpty()) {
        left.addAll(after(pattern, path.subList(1, path.size())));
      }
    } else if (!path.isEmpty() && NaiveGlob.element(pattern.get(0), path.get(0))) {
      left.addAll(after(rest, path.subList(1, path.size())));
    }
    return left;
  }
}
