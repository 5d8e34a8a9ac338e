package dev.sallyport.agent.start;

import dev.sallyport.agent.audit.AuditLocation;
import dev.sallyport.agent.gate.Paths;
import dev.sallyport.agent.pin.LockFile;
import dev.sallyport.policy.match.PathPattern;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files through which the agent could be disarmed, or the gates passed by. */
final class OwnFiles {
  /**
   * What {@code proc(5)} shows of a process beside its files: its memory, the environment that the
   * gate filters, and other names of every file there is.
   */
  static final List<String> CLOSED =
      List.of(
          "/proc/*/{environ,mem,task/*/environ,task/*/mem}",
          "/proc/*/{root,cwd,map_files,task/*/root,task/*/cwd}/**");

  private OwnFiles() {}

  /**
   * Patterns of what nobody may touch at all.
   *
   * @param approvals the directory in which calls are approved, and what they are is told
   * @param auditKey the private key that signs records
   */
  static List<String> closed(Paths paths, File approvals, File auditKey) {
    List<String> patterns = new ArrayList<>(CLOSED);
    add(patterns, paths, approvals);
    patterns.add(FilePattern.of(approvals) + "/**");
    add(patterns, paths, auditKey);
    return patterns;
  }

  /**
   * Patterns of what nobody may change but the agent, the links on the way there included: who
   * could let one lead elsewhere could put another file in its place.
   *
   * @param policy the files that the policy is read from
   */
  static List<String> kept(
      Paths paths,
      File jar,
      List<String> policy,
      @Nullable LockFile lock,
      AuditLocation audit,
      File auditKey) {
    List<String> patterns = new ArrayList<>();
    add(patterns, paths, jar);
    for (String file : policy) {
      add(patterns, paths, new File(file));
    }
    if (lock != null) {
      add(patterns, paths, lock.file());
      // Of other processes that share it, too.
      patterns.add(FilePattern.of(lock.file()) + ".*" + LockFile.TEMPORARY);
    }
    for (File file : List.of(audit.file(), audit.besideOtherProcess())) {
      add(patterns, paths, file);
      patterns.add(parts(FilePattern.of(file)));
    }
    add(patterns, paths, AuditLocation.publicKey(auditKey));
    return patterns;
  }

  /** The older parts of an audit file, which {@code AuditTrail} tells the names of. */
  private static String parts(String file) {
    int dot = file.lastIndexOf('.');
    int end = dot > file.lastIndexOf('/') + 1 ? dot : file.length();
    return file.substring(0, end) + ".*" + file.substring(end);
  }

  private static void add(List<String> patterns, Paths paths, File file) {
    patterns.add(FilePattern.of(file));
    for (String link : paths.links(file)) {
      patterns.add(PathPattern.quote(link));
    }
  }
}
