package dev.sallyport.testapps;

import java.nio.file.Path;

/**
 * A Java installation of this machine.
 *
 * @param home what {@code JAVA_HOME} would name
 * @param feature the first number of the version, such as 17
 * @param version the whole version, such as 17.0.15
 */
public record Jdk(Path home, int feature, Runtime.Version version) {
  /** The launcher. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  /** Short, for the name of a test case. */
  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
