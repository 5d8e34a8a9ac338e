package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.PathPattern;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Files that no grant reaches, because the gates would mean nothing if one did. */
final class ProtectedFiles {
  private final PathPattern[] kept;
  private final PathPattern[] closed;

  private ProtectedFiles(PathPattern[] kept, PathPattern[] closed) {
    this.kept = kept;
    this.closed = closed;
  }

  static ProtectedFiles of(Surroundings surroundings) {
    return new ProtectedFiles(
        patterns(surroundings.keptFiles(), surroundings.realPath()),
        patterns(surroundings.closedFiles(), surroundings.realPath()));
  }

  private static PathPattern[] patterns(List<String> texts, UnaryOperator<String> realPath) {
    PathPattern[] patterns = new PathPattern[texts.size()];
    for (int i = 0; i < patterns.length; i++) {
      try {
        PathPattern written = PathPattern.parse(texts.get(i));
        patterns[i] = written.or(written.resolved(realPath));
      } catch (Malformed e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
    return patterns;
  }

  /** The denial of an operation on that path, or null. */
  @Nullable Decision denied(FileOperation operation, String path) {
    return switch (operation) {
      case STAT, LIST, READ -> matches(closed, path) ? Decisions.PROTECTED : null;
      case WRITE -> matches(closed, path) || matches(kept, path) ? Decisions.PROTECTED : null;
      case DELETE -> removes(closed, path) || removes(kept, path) ? Decisions.PROTECTED : null;
    };
  }

  private static boolean matches(PathPattern[] patterns, String path) {
    for (PathPattern pattern : patterns) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /** Moving a directory away gives what is in it another name. */
  private static boolean removes(PathPattern[] patterns, String path) {
    for (PathPattern pattern : patterns) {
      if (pattern.matches(path) || pattern.leadsTo(path)) {
        return true;
      }
    }
    return false;
  }
}
