package dev.sallyport.policy.decide;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the engine has to know of the machine, told by the caller so that the engine asks nothing.
 *
 * @param realPath from an absolute path, which may not exist, to its real path; asked only while
 *     compiling
 * @param runtimeFiles patterns of what the JVM itself reads, such as {@code java.home}; {@link
 *     dev.sallyport.policy.match.PathPattern#quote} makes one of a path
 * @param keptFiles patterns of what the agent itself needs unchanged, such as its jar and the
 *     policy: nothing grants changing or removing them
 * @param closedFiles patterns of what would reach past the gates, such as the memory of a process:
 *     nothing grants touching them
 */
public record Surroundings(
    UnaryOperator<String> realPath,
    List<String> runtimeFiles,
    List<String> keptFiles,
    List<String> closedFiles) {
  public Surroundings {
    keptFiles = List.copyOf(keptFiles);
    closedFiles = List.copyOf(closedFiles);
    runtimeFiles = List.copyOf(runtimeFiles);
  }
}
