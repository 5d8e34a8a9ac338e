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
 */
public record Surroundings(UnaryOperator<String> realPath, List<String> runtimeFiles) {
  public Surroundings {
    runtimeFiles = List.copyOf(runtimeFiles);
  }
}
